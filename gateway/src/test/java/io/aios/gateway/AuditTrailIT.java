package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.gateway.usecase.AuditTrail;
import io.aios.platform.web.Problem;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AuditTrailIT {
  private static AuditRecord entry(int number) {
    return new AuditRecord(
        UUID.randomUUID(),
        Instant.EPOCH,
        null,
        null,
        "test",
        "entry-" + number,
        AuditOutcome.ALLOWED,
        200,
        null,
        null,
        1,
        null,
        null,
        null);
  }

  private static boolean hasRoom(AuditTrail trail) {
    try {
      trail.requireRoom();
      return true;
    } catch (Problem full) {
      return false;
    }
  }

  @Test
  void refusesRequestsItCannotRecordAndStoresWhatItHasWhenItStops() throws Exception {
    Map<String, String> infrastructure =
        new HashMap<>(Infrastructure.properties(Part.POSTGRES, Part.REDIS));
    // Kafka is away: nothing leaves the outbox, so what was stored can be counted.
    infrastructure.put("spring.kafka.bootstrap-servers", "127.0.0.1:1");
    Map<String, String> properties = new HashMap<>();
    properties.put("aios.gateway.audit.queue", "2000");
    properties.put("aios.gateway.audit.patience", "50ms");
    JdbcTemplate database =
        new JdbcTemplate(
            new DriverManagerDataSource(
                infrastructure.get("spring.datasource.url"),
                infrastructure.get("spring.datasource.username"),
                infrastructure.get("spring.datasource.password")));
    int filled = 0;
    try (Suite suite = new Suite(infrastructure, properties)) {
      suite.awaitTools();
      GatewayClient client = new GatewayClient(suite.url());
      String token = suite.tokens.user("ada", "echo:read");
      assertThat(client.get("/api/v1/tools", token).status()).isEqualTo(200);

      database.execute("alter table gateway.outbox add constraint away check (false) not valid");
      AuditTrail trail = suite.gateway.getBean(AuditTrail.class);
      while (hasRoom(trail)) {
        trail.record(entry(filled++));
      }
      GatewayClient.Answer refused = client.get("/api/v1/tools", token);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.json().path("cause").asString()).isEqualTo("audit-full");
      assertThat(client.get("/actuator/health", "").body()).contains("cannot be stored");
      database.execute("alter table gateway.outbox drop constraint away");
    }
    Integer stored =
        database.queryForObject(
            "select sum(regexp_count(data::text, 'entry-')) from gateway.outbox", Integer.class);
    assertThat(stored).isEqualTo(filled);
  }
}
