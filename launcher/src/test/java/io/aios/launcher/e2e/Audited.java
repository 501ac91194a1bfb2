package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks into the ledger of the running suite. */
final class Audited {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Audited() {}

  /** Audit records reach the ledger through Kafka, shortly after the answer. */
  static boolean finds(RunningSuite suite, String... needles) throws Exception {
    String token = suite.token("security:read");
    Instant giveUp = Instant.now().plus(Duration.ofSeconds(30));
    while (Instant.now().isBefore(giveUp)) {
      HttpResponse<String> page =
          suite.post("/api/v1/tools/security_query_audit", token, "{\"limit\":200}");
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      JsonNode records = JSON.readTree(page.body()).path("structuredContent");
      for (JsonNode record : records.path("records")) {
        if (Stream.of(needles).allMatch(record.toString()::contains)) {
          return true;
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return false;
  }
}
