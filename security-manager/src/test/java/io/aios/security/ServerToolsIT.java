package io.aios.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.mcp.McpJson;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.RecordAudit;
import io.aios.security.infrastructure.jdbc.JdbcServiceKeys;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.mcp.McpServerKit;
import io.aios.testkit.mcp.TestGateway;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=security-manager",
      "spring.application.name=security-manager"
    })
class ServerToolsIT extends McpServerKit {
  @Autowired private JdbcServiceKeys keys;
  @Autowired private RecordAudit audit;
  @Autowired private JsonRecords json;
  @Autowired private JdbcClient jdbc;

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) throws Exception {
    Infrastructure.register(registry, Infrastructure.Part.POSTGRES, Infrastructure.Part.KAFKA);
    String data = Files.createTempDirectory("aios-security-tools").toString();
    registry.add("aios.data-dir", () -> data);
  }

  /** This service reads keys from its own store, so the gateway's key has to be there. */
  @BeforeEach
  void registerTheTestGatewaysKey() throws Exception {
    URI address = URI.create(TestGateway.get().keysUrl() + "/internal/jwks/gateway");
    var key = JWKSet.load(address.toURL()).getKeys().getFirst();
    keys.register("gateway", key.toECKey(), Duration.ofHours(1));
  }

  @Test
  void findsAndProvesRecords() {
    AuditRecord record = record("grace");
    Ledger.Line line = new Ledger.Line(json.write(record), JsonRecords.facets(record));
    audit.record(List.of(new Ledger.Batch(UUID.randomUUID(), List.of(line))));

    var found =
        call(
            "security_query_audit",
            McpJson.object()
                .put("subject", "grace")
                .put("outcome", "REFUSED")
                .put("target", "python_run_code"));
    assertThat(found.structuredContent().path("records").size()).isEqualTo(1);
    assertThat(
            found
                .structuredContent()
                .path("records")
                .path(0)
                .path("record")
                .path("reason")
                .asString(""))
        .isEqualTo("permission-denied");

    var proof = call("security_verify_audit", McpJson.object());
    assertThat(proof.structuredContent().path("intact").asBoolean(false)).isTrue();
    assertThat(proof.structuredContent().path("records").asInt(0)).isPositive();

    var inclusion = call("security_prove_audit", McpJson.object().put("index", 0));
    assertThat(inclusion.structuredContent().path("checkpoint").asString(""))
        .startsWith("aios/audit\n");
    var nowhere = call("security_prove_audit", McpJson.object().put("index", 1_000_000));
    assertThat(nowhere.isError()).isTrue();
    assertThat(nowhere.content().toString()).contains("Record 1000000 is not among the first");
  }

  @Test
  void exportsForLogSystems() {
    AuditRecord record =
        new AuditRecord(
            UUID.randomUUID(),
            Instant.parse("2026-01-02T03:04:05Z"),
            "a=b|c",
            "aios-cli",
            "tool.call",
            "python_run_code",
            AuditOutcome.ALLOWED,
            200,
            null,
            null,
            900,
            "0123456789abcdef0123456789abcdef",
            null,
            "127.0.0.1");
    Ledger.Line line = new Ledger.Line(json.write(record), JsonRecords.facets(record));
    audit.record(List.of(new Ledger.Batch(UUID.randomUUID(), List.of(line))));

    assertThat(export("CEF"))
        .contains("CEF:0|AIOS|gateway|1|tool.call|tool.call ALLOWED|1|rt=1767323045000 ")
        .contains(" suser=a\\=b|c src=127.0.0.1 request=python_run_code ");
    assertThat(export("OTLP"))
        .contains("\"timeUnixNano\":\"1767323045000000000\"")
        .contains("\"traceId\":\"0123456789abcdef0123456789abcdef\"");
    assertThat(export("JSON")).contains(new String(json.write(record), UTF_8));
  }

  @Test
  void saysThatRecordsAreDamagedAndNotHow() {
    UUID event = UUID.randomUUID();
    AuditRecord record = record("mallory-" + event);
    Ledger.Line line = new Ledger.Line(json.write(record), JsonRecords.facets(record));
    audit.record(List.of(new Ledger.Batch(event, List.of(line))));
    byte[] written = records(event);
    try {
      for (byte[] damaged : List.of(new byte[] {1, 2, 3}, "{\"subject\":".getBytes(UTF_8))) {
        replace(event, damaged);
        var found = call("security_query_audit", McpJson.object().put("subject", record.subject()));
        assertThat(found.isError()).isTrue();
        assertThat(found.content().toString())
            .contains("ledger-damaged", "security_verify_audit")
            .doesNotContain("frame", "Exception", "Unexpected");
      }
    } finally {
      replace(event, written);
    }
  }

  private static AuditRecord record(String subject) {
    return new AuditRecord(
        UUID.randomUUID(),
        Instant.now(),
        subject,
        "aios-cli",
        "tool.call",
        "python_run_code",
        AuditOutcome.REFUSED,
        403,
        "permission-denied",
        null,
        900,
        null,
        null,
        "127.0.0.1");
  }

  private byte[] records(UUID event) {
    return jdbc.sql("SELECT records FROM ledger_batch WHERE event_id = ?")
        .param(event)
        .query(byte[].class)
        .single();
  }

  /** As somebody who has all rights in the database. */
  private void replace(UUID event, byte[] records) {
    jdbc.sql("ALTER TABLE ledger_batch DISABLE TRIGGER USER").update();
    jdbc.sql("UPDATE ledger_batch SET records = ? WHERE event_id = ?")
        .params(records, event)
        .update();
    jdbc.sql("ALTER TABLE ledger_batch ENABLE TRIGGER USER").update();
  }

  private String export(String format) {
    return call("security_export_audit", McpJson.object().put("format", format))
        .structuredContent()
        .path("content")
        .asString("");
  }
}
