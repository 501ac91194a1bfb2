package io.aios.security.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.platform.tools.Tool;
import io.aios.security.domain.LedgerEntry;
import io.aios.security.domain.LedgerQuery;
import io.aios.security.domain.LedgerState;
import io.aios.security.usecase.Ledger;
import io.aios.security.usecase.VerifyLedger;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reading and proving the audit ledger. */
@Component
class LedgerTools {
  private static final int DEFAULT_LIMIT = 50;

  private final Ledger ledger;
  private final VerifyLedger verify;
  private final JsonMapper json;

  LedgerTools(Ledger ledger, VerifyLedger verify, JsonMapper json) {
    this.ledger = ledger;
    this.verify = verify;
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
      @Min(1) @JsonPropertyDescription("nextCursor of the previous page.") @Nullable Long cursor) {}

  /**
   * @param index place in the ledger
   * @param hash of the line, which covers all lines before it
   */
  record Line(long index, AuditRecord record, String hash) {}

  /**
   * @param nextCursor where the next page begins, null on the last
   */
  record Page(List<Line> records, @Nullable Long nextCursor) {}

  @Tool(
      name = "security_query_audit",
      title = "Search the audit ledger",
      description =
          "Lists decisions of the gateway, youngest first: who called what through which client,"
              + " whether it was allowed, and how it ended. Page with nextCursor.")
  Page queryAudit(QueryAudit asked) {
    int limit = asked.limit() == null ? DEFAULT_LIMIT : asked.limit();
    String outcome = asked.outcome() == null ? null : asked.outcome().name();
    List<Line> lines =
        ledger
            .find(
                new LedgerQuery(
                    asked.subject(), asked.target(), outcome, asked.since(), asked.cursor(), limit))
            .stream()
            .map(this::line)
            .toList();
    return new Page(lines, lines.size() < limit ? null : lines.getLast().index());
  }

  /**
   * @param entries how many lines were checked and found as they were written
   * @param head hash of the last of them
   * @param firstBadIndex the first line that was changed, removed or inserted
   */
  record Verification(
      boolean intact,
      long entries,
      @Nullable String head,
      @Nullable Long firstBadIndex,
      @Nullable String reason) {}

  @Tool(
      name = "security_verify_audit",
      title = "Verify the audit ledger",
      description =
          "Walks the whole hash chain of the audit ledger and compares it with the checkpoint kept"
              + " outside the database. Names the first line that is not as it was written.",
      timeoutSeconds = 600)
  Verification verifyAudit() {
    return switch (verify.verify()) {
      case LedgerState.Intact intact ->
          new Verification(true, intact.head().index(), intact.head().hash(), null, null);
      case LedgerState.Broken broken ->
          new Verification(false, broken.index() - 1, null, broken.index(), broken.reason());
    };
  }

  private Line line(LedgerEntry entry) {
    return new Line(entry.index(), json.readValue(entry.record(), AuditRecord.class), entry.hash());
  }
}
