package io.aios.security.audit.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolFailure;
import io.aios.security.audit.domain.LedgerEntry;
import io.aios.security.audit.domain.LedgerQuery;
import io.aios.security.audit.infrastructure.json.ExportFormat;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Reading the audit ledger. */
@Component
class LedgerTools {
  private static final int DEFAULT_LIMIT = 50;
  private static final int DEFAULT_EXPORT = 200;

  private final Ledger ledger;
  private final JsonRecords json;

  LedgerTools(Ledger ledger, JsonRecords json) {
    this.ledger = ledger;
    this.json = json;
  }

  record QueryAudit(
      @Size(max = 200) @JsonPropertyDescription("Only requests made for this user.")
          @Nullable String subject,
      @Size(max = 500) @JsonPropertyDescription("Only requests for this tool or path.")
          @Nullable String target,
      @JsonPropertyDescription("Only requests that ended so.") @Nullable AuditOutcome outcome,
      @JsonPropertyDescription("Only requests at or after this time, ISO 8601 in UTC.")
          @Nullable Instant since,
      @Min(1) @Max(500) @JsonPropertyDescription("Most records to return; 50 when left out.")
          @Nullable Integer limit,
      @Min(0) @JsonPropertyDescription("nextCursor of the previous page.") @Nullable Long cursor) {}

  /**
   * @param index place in the ledger, from 0
   */
  record Line(long index, AuditRecord record) {}

  /**
   * @param nextCursor where the next page begins, null on the last
   */
  record Page(List<Line> records, @Nullable Long nextCursor) {}

  @Tool(
      name = "security_query_audit",
      title = "Search the audit ledger",
      description =
          "Lists decisions of the gateway and logins, youngest first: who called what through which"
              + " client, whether it was allowed, and how it ended. Page with nextCursor.")
  Page queryAudit(QueryAudit asked) {
    int limit = asked.limit() == null ? DEFAULT_LIMIT : asked.limit();
    String outcome = asked.outcome() == null ? null : asked.outcome().name();
    LedgerQuery query =
        new LedgerQuery(
            asked.subject(), asked.target(), outcome, asked.since(), asked.cursor(), limit);
    List<Line> lines = read(() -> ledger.find(query).stream().map(this::line).toList());
    return new Page(lines, lines.size() < limit ? null : lines.getLast().index());
  }

  private Line line(LedgerEntry entry) {
    return new Line(entry.index(), json.read(entry.json()));
  }

  record ExportAudit(
      @JsonPropertyDescription(
              "JSON: a record a line. CEF: ArcSight Common Event Format. OTLP: an OpenTelemetry"
                  + " ExportLogsServiceRequest as JSON.")
          ExportFormat format,
      @Min(0) @JsonPropertyDescription("First index to export; 0 when left out.")
          @Nullable Long from,
      @Min(1) @Max(1000) @JsonPropertyDescription("Most records to export; 200 when left out.")
          @Nullable Integer limit) {}

  /**
   * @param nextFrom what to ask for next, null when there is nothing more
   */
  record Export(String content, @Nullable Long nextFrom) {}

  @Tool(
      name = "security_export_audit",
      title = "Export the audit ledger",
      description =
          "Writes records, oldest first, in a format that log systems take in. Go on with nextFrom.")
  Export exportAudit(ExportAudit asked) {
    int limit = asked.limit() == null ? DEFAULT_EXPORT : asked.limit();
    List<LedgerEntry> entries =
        read(() -> ledger.from(asked.from() == null ? 0 : asked.from(), limit));
    return new Export(
        read(() -> asked.format().write(entries, json)),
        entries.size() < limit ? null : entries.getLast().index() + 1);
  }

  private static <T> T read(Supplier<T> records) {
    try {
      return records.get();
    } catch (Ledger.UnreadableRecords | JacksonException e) {
      throw new ToolFailure(
          "ledger-damaged",
          "Records among those that were asked for are not as the ledger wrote them",
          "Verify the ledger (security_verify_audit): that names the first of them");
    }
  }
}
