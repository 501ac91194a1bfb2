package io.aios.security.audit.infrastructure.json;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record in the Common Event Format, version 0 (ArcSight implementation standard, revision 25).
 */
final class CefLine {
  private CefLine() {}

  static String of(long index, AuditRecord entry) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("rt", entry.at().toEpochMilli());
    fields.put("externalId", index);
    fields.put("suser", entry.subject());
    fields.put("src", entry.remoteAddress());
    fields.put("request", entry.target());
    fields.put("outcome", entry.outcome());
    fields.put("reason", entry.reason());
    fields.put("cs1Label", entry.client() == null ? null : "client");
    fields.put("cs1", entry.client());
    fields.put("cs2Label", entry.traceId() == null ? null : "traceId");
    fields.put("cs2", entry.traceId());
    fields.put("cn1Label", "status");
    fields.put("cn1", entry.status());
    String extension =
        fields.entrySet().stream()
            .filter(field -> field.getValue() != null)
            .map(field -> field.getKey() + "=" + value(Objects.toString(field.getValue())))
            .collect(Collectors.joining(" "));
    String action = header(entry.action());
    return "CEF:0|AIOS|gateway|1|%s|%s %s|%d|%s"
        .formatted(action, action, entry.outcome(), severity(entry.outcome()), extension);
  }

  private static int severity(AuditOutcome outcome) {
    return switch (outcome) {
      case ALLOWED -> 1;
      case FAILED -> 4;
      case REFUSED -> 6;
    };
  }

  private static String header(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replaceAll("[\r\n]", " ");
  }

  private static String value(String text) {
    return text.replace("\\", "\\\\").replace("=", "\\=").replace("\r", "\\r").replace("\n", "\\n");
  }
}
