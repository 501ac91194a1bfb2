package io.aios.federation;

import static io.aios.federation.HostileServer.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.audit.AuditBatch;
import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.events.Topics;
import io.aios.mcp.McpJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditIT {
  @Test
  void everyDecisionIsARecord() {
    Federation federation = Federation.running();
    federation.hostile.tools.put("/modern/audit", List.of(tool("read", "Reads")));
    federation.add("audit", "/modern/audit", "none");
    federation.approveAll("audit");
    JsonNode approved = federation.done("GET", "/audit/tools/read", null);
    federation.hostile.tools.put("/modern/audit", List.of(tool("read", "Reads and mails")));
    federation.done("POST", "/audit/refresh", Map.of());
    JsonNode changed = federation.done("GET", "/audit/tools/read", null);
    federation.admin(
        "POST",
        "/audit/approvals",
        Map.of(
            "tools", List.of(Map.of("name", "read", "hash", approved.path("hash").asString("")))));
    federation.done("DELETE", "/audit", null);

    List<AuditRecord> records = recordsUntil(federation, "server.remove");

    assertThat(records)
        .extracting(
            AuditRecord::subject,
            AuditRecord::action,
            AuditRecord::target,
            AuditRecord::outcome,
            AuditRecord::argumentsDigest)
        .containsExactly(
            tuple("root", "server.add", "audit", AuditOutcome.ALLOWED, null),
            tuple("root", "server.tool.approve", "audit/read", AuditOutcome.ALLOWED, approved),
            tuple("aios", "server.tool.quarantine", "audit/read", AuditOutcome.REFUSED, changed),
            tuple("root", "server.tool.approve", "audit/read", AuditOutcome.REFUSED, approved),
            tuple("root", "server.remove", "audit", AuditOutcome.ALLOWED, null));
  }

  private static org.assertj.core.groups.Tuple tuple(
      String subject, String action, String target, AuditOutcome outcome, JsonNode tool) {
    String hash = tool == null ? null : tool.path("hash").asString("");
    return org.assertj.core.api.Assertions.tuple(subject, action, target, outcome, hash);
  }

  private static List<AuditRecord> recordsUntil(Federation federation, String last) {
    String servers =
        federation.context.getEnvironment().getRequiredProperty("spring.kafka.bootstrap-servers");
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "group.id",
            UUID.randomUUID().toString(),
            "auto.offset.reset",
            "earliest",
            "metadata.max.age.ms",
            "500");
    List<AuditRecord> seen = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.AUDIT));
      Awaitility.await()
          .atMost(Federation.PATIENCE)
          .pollInSameThread()
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(
                        event ->
                            McpJson.MAPPER
                                .readValue(event.value(), AuditBatch.class)
                                .records()
                                .stream()
                                .filter(entry -> entry.target().matches("audit(/.*)?"))
                                .forEach(seen::add));
                return seen.stream().anyMatch(entry -> entry.action().equals(last));
              });
    }
    return seen;
  }
}
