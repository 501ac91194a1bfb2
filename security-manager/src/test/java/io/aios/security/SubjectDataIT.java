package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.platform.privacy.SubjectData;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.RecordAudit;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user is told of what is stored of them, and of nothing that is stored of anybody else. */
class SubjectDataIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Server server = Server.running();

  private final Person ada;
  private final Person eve;

  SubjectDataIT() throws Exception {
    ada = Person.with("user");
    eve = Person.with("user");
  }

  private static String session(Person person) throws Exception {
    person.logIn();
    return Person.claims(person.token("*:read")).getStringClaim("sid");
  }

  private JsonNode told(Person person) throws Exception {
    HttpResponse<String> answer =
        server.new Browser()
            .get(
                "/internal/subject-data",
                "Authorization",
                "Bearer " + server.hopTokenOf(person.name, "subject:export"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<String> values(JsonNode list, String member) {
    return list.valueStream().map(each -> each.path(member).asString()).toList();
  }

  @Test
  void tellsAndEndsAUsersSessionsAndNobodyElses() throws Exception {
    String own = session(ada);
    String others = session(eve);

    assertThat(values(told(ada).path("sessions"), "id")).containsExactly(own);
    assertThat(told(ada).at("/account/name").asString()).isEqualTo(ada.name);

    assertThat(server.bean(SubjectData.class).erase(ada.name)).containsEntry("sessions", 1L);
    assertThat(told(ada).path("sessions")).isEmpty();
    assertThat(values(told(eve).path("sessions"), "id")).containsExactly(others);
  }

  @Test
  void tellsAUsersAuditRecordsAndNobodyElses() throws Exception {
    AuditRecord own = record(ada.name);
    AuditRecord others = record(eve.name);
    List<Ledger.Line> lines =
        Stream.of(own, others, record(null))
            .map(each -> new Ledger.Line(records().write(each), JsonRecords.facets(each)))
            .toList();
    server.bean(RecordAudit.class).record(List.of(new Ledger.Batch(UUID.randomUUID(), lines)));

    assertThat(values(told(ada).path("auditRecords"), "id")).containsExactly(own.id().toString());
    assertThat(values(told(eve).path("auditRecords"), "id"))
        .containsExactly(others.id().toString());
  }

  private JsonRecords records() {
    return server.bean(JsonRecords.class);
  }

  private static AuditRecord record(@Nullable String subject) {
    return new AuditRecord(
        UUID.randomUUID(),
        Instant.now(),
        subject,
        "aios-cli",
        "tool.call",
        "python_run_code",
        AuditOutcome.ALLOWED,
        200,
        null,
        null,
        900,
        null,
        null,
        "127.0.0.1");
  }
}
