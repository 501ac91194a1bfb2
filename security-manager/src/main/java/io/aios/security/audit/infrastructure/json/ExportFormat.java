package io.aios.security.audit.infrastructure.json;

import io.aios.security.audit.domain.LedgerEntry;
import java.util.List;
import java.util.stream.Collectors;

/** What audit records are exported as. */
public enum ExportFormat {
  JSON {
    @Override
    public String write(List<LedgerEntry> entries, JsonRecords json) {
      return entries.stream().map(LedgerEntry::json).collect(Collectors.joining("\n"));
    }
  },
  CEF {
    @Override
    public String write(List<LedgerEntry> entries, JsonRecords json) {
      return entries.stream()
          .map(entry -> CefLine.of(entry.index(), json.read(entry.json())))
          .collect(Collectors.joining("\n"));
    }
  },
  OTLP {
    @Override
    public String write(List<LedgerEntry> entries, JsonRecords json) {
      return OtlpLogs.of(entries, json);
    }
  };

  public abstract String write(List<LedgerEntry> entries, JsonRecords json);
}
