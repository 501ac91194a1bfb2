package io.aios.security.audit.infrastructure.json;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.security.audit.domain.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as an OpenTelemetry {@code ExportLogsServiceRequest} in the JSON encoding of OTLP 1.x, as
 * its HTTP endpoint {@code /v1/logs} takes it.
 */
final class OtlpLogs {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OtlpLogs() {}

  static String of(List<LedgerEntry> entries, JsonRecords json) {
    List<Map<String, Object>> records =
        entries.stream().map(entry -> log(entry.index(), json.read(entry.json()))).toList();
    Map<String, Object> scope =
        Map.of("scope", Map.of("name", "aios.audit"), "logRecords", records);
    Map<String, Object> resource =
        Map.of("attributes", List.of(attribute("service.name", "gateway")));
    return JSON.writeValueAsString(
        Map.of("resourceLogs", List.of(Map.of("resource", resource, "scopeLogs", List.of(scope)))));
  }

  private static Map<String, Object> log(long index, AuditRecord entry) {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("timeUnixNano", nanos(entry.at()));
    log.put("severityNumber", severity(entry.outcome()));
    log.put("severityText", entry.outcome().name());
    log.put("eventName", "aios.audit.recorded");
    log.put("body", Map.of("stringValue", entry.action() + " " + entry.target()));
    List<Object> attributes = new ArrayList<>();
    add(attributes, "aios.audit.index", index);
    add(attributes, "enduser.id", entry.subject());
    add(attributes, "aios.client", entry.client());
    add(attributes, "aios.target", entry.target());
    add(attributes, "http.response.status_code", entry.status());
    add(attributes, "error.type", entry.reason());
    add(attributes, "client.address", entry.remoteAddress());
    add(attributes, "aios.command.id", entry.commandId());
    log.put("attributes", attributes);
    if (entry.traceId() != null) {
      log.put("traceId", entry.traceId());
    }
    return log;
  }

  /** INFO, WARN and ERROR of the log data model. */
  private static int severity(AuditOutcome outcome) {
    return switch (outcome) {
      case ALLOWED -> 9;
      case REFUSED -> 13;
      case FAILED -> 17;
    };
  }

  private static String nanos(Instant at) {
    return String.valueOf(TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano());
  }

  private static void add(List<Object> attributes, String key, @Nullable Object value) {
    if (value != null) {
      attributes.add(attribute(key, value));
    }
  }

  /** 64-bit integers are strings in this encoding. */
  private static Map<String, Object> attribute(String key, Object value) {
    Map<String, Object> any =
        value instanceof Number
            ? Map.of("intValue", value.toString())
            : Map.of("stringValue", value);
    return Map.of("key", key, "value", any);
  }
}
