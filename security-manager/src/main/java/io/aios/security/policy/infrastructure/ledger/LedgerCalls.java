package io.aios.security.policy.infrastructure.ledger;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.problems.ProblemType;
import io.aios.security.audit.domain.LedgerEntry;
import io.aios.security.audit.domain.LedgerQuery;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.policy.domain.RecordedCall;
import io.aios.security.policy.usecase.RecordedCalls;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the ledger backwards. */
@Component
class LedgerCalls implements RecordedCalls {
  private static final int PAGE = 200;
  private static final String BY_POLICY = " by policy ";

  private final Ledger ledger;
  private final JsonRecords json;

  LedgerCalls(Ledger ledger, JsonRecords json) {
    this.ledger = ledger;
    this.json = json;
  }

  @Override
  public List<RecordedCall> last(int records) {
    List<RecordedCall> calls = new ArrayList<>();
    @Nullable Long before = null;
    int read = 0;
    while (read < records) {
      List<LedgerEntry> page =
          ledger.find(
              new LedgerQuery(null, null, null, null, before, Math.min(PAGE, records - read)));
      if (page.isEmpty()) {
        break;
      }
      for (LedgerEntry entry : page) {
        RecordedCall call = call(json.read(entry.json()));
        if (call != null) {
          calls.add(call);
        }
      }
      read += page.size();
      before = page.getLast().index();
    }
    return calls;
  }

  /** Null for what is no tool call, or what no policy was asked about. */
  private static @Nullable RecordedCall call(AuditRecord entry) {
    if (!entry.action().equals("tool.call") || entry.subject() == null || entry.client() == null) {
      return null;
    }
    String reason = entry.reason() == null ? "" : entry.reason();
    if (reason.equals(ProblemType.PERMISSION_DENIED.slug())
        || reason.equals(ProblemType.UNKNOWN_TOOL.slug())) {
      return null;
    }
    boolean refused = entry.outcome() == AuditOutcome.REFUSED && reason.contains(BY_POLICY);
    return new RecordedCall(
        entry.at(),
        entry.subject(),
        entry.client(),
        entry.target(),
        entry.remoteAddress(),
        !refused);
  }
}
