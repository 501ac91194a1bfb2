package io.aios.security.audit.infrastructure.json;

import io.aios.contracts.audit.AuditRecord;
import io.aios.security.audit.domain.Facets;
import io.aios.security.audit.usecase.RecordReading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Audit records to and from the JSON in the ledger. */
@Component
public final class JsonRecords implements RecordReading {
  private final JsonMapper json;

  JsonRecords(JsonMapper json) {
    this.json = json;
  }

  public byte[] write(AuditRecord entry) {
    return json.writeValueAsBytes(entry);
  }

  public AuditRecord read(String line) {
    return json.readValue(line, AuditRecord.class);
  }

  /**
   * Reads a record as far as its outcome, before which the other three stand: a verifier does so
   * for every record there is, and the rest is what its hash is for.
   */
  @Override
  public Facets facets(byte[] text, int start, int end) {
    String at = null;
    String subject = null;
    String target = null;
    String outcome = null;
    try (JsonParser parser = json.createParser(text, start, end - start)) {
      parser.nextToken();
      while (outcome == null && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "at" -> at = text(parser);
          case "subject" -> subject = text(parser);
          case "target" -> target = text(parser);
          case "outcome" -> outcome = text(parser);
          default -> parser.skipChildren();
        }
      }
    }
    if (at == null || outcome == null) {
      throw new IllegalArgumentException("A record without time or outcome is no audit record");
    }
    return new Facets(Instant.parse(at), subject, target, outcome);
  }

  private static @Nullable String text(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getString();
  }

  public static Facets facets(AuditRecord entry) {
    return new Facets(entry.at(), entry.subject(), entry.target(), entry.outcome().name());
  }
}
