package io.aios.security.audit.infrastructure.json;

import io.aios.contracts.audit.AuditRecord;
import io.aios.security.audit.domain.Facets;
import io.aios.security.audit.usecase.RecordReading;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Audit records to and from the JSON in the ledger. */
@Component
public final class JsonRecords implements RecordReading {
  private final JsonMapper json;

  JsonRecords(JsonMapper json) {
    this.json = json;
  }

  public String write(AuditRecord entry) {
    return json.writeValueAsString(entry);
  }

  public AuditRecord read(String line) {
    return json.readValue(line, AuditRecord.class);
  }

  @Override
  public Facets facets(String line) {
    return facets(read(line));
  }

  public static Facets facets(AuditRecord entry) {
    return new Facets(entry.at(), entry.subject(), entry.target(), entry.outcome().name());
  }
}
