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
    AuditRecord record =
        new AuditRecord(
            UUID.randomUUID(),
            Instant.now(),
            "grace",
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

  private String export(String format) {
    return call("security_export_audit", McpJson.object().put("format", format))
        .structuredContent()
        .path("content")
        .asString("");
  }
}
