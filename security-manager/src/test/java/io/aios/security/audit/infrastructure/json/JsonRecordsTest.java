package io.aios.security.audit.infrastructure.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.tools.Risk;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class JsonRecordsTest {
  private final JsonRecords json = new JsonRecords(JsonMapper.builder().build());

  private static AuditRecord record(@Nullable String subject, AuditOutcome outcome) {
    return new AuditRecord(
        UUID.randomUUID(),
        Instant.parse("2026-01-02T03:04:05.123456789Z"),
        subject,
        "subject",
        "outcome",
        "a \"target\" with \\ and\n\u0000é😀",
        outcome,
        200,
        null,
        null,
        12,
        null,
        null,
        null,
        Map.of("subject", 1, "at", 2),
        "target",
        Risk.READ,
        7L);
  }

  @ParameterizedTest
  @EnumSource
  void readsTheFacetsThatTheWholeRecordHas(AuditOutcome outcome) {
    for (String subject : new String[] {"ada", null, ""}) {
      AuditRecord entry = record(subject, outcome);
      byte[] line = json.write(entry);

      assertThat(json.facets(line, 0, line.length))
          .isEqualTo(JsonRecords.facets(entry))
          .isEqualTo(JsonRecords.facets(json.read(new String(line, UTF_8))));
    }
  }

  @Test
  void refusesWhatIsNoRecord() {
    assertThatIllegalArgumentException().isThrownBy(() -> json.facets("{}".getBytes(UTF_8), 0, 2));
  }
}
