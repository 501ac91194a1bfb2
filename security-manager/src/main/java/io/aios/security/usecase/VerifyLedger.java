package io.aios.security.usecase;

import io.aios.security.domain.LedgerEntry;
import io.aios.security.domain.LedgerHead;
import io.aios.security.domain.LedgerState;
import java.util.List;
import java.util.Optional;

/** Walks the whole chain and names the first line that was changed. */
public final class VerifyLedger {
  private static final int PAGE = 1_000;

  private final Ledger ledger;
  private final Checkpoints checkpoints;

  public VerifyLedger(Ledger ledger, Checkpoints checkpoints) {
    this.ledger = ledger;
    this.checkpoints = checkpoints;
  }

  public LedgerState verify() {
    Optional<LedgerHead> checkpoint = checkpoints.last();
    LedgerHead head = LedgerEntry.EMPTY;
    List<Ledger.Stored> page = ledger.after(0, PAGE);
    while (!page.isEmpty()) {
      for (Ledger.Stored stored : page) {
        Optional<String> fault = fault(stored, head, checkpoint);
        if (fault.isPresent()) {
          return new LedgerState.Broken(head.index() + 1, fault.get());
        }
        head = stored.entry().head();
      }
      page = ledger.after(head.index(), PAGE);
    }
    if (checkpoint.isPresent() && checkpoint.get().index() > head.index()) {
      return new LedgerState.Broken(
          head.index() + 1,
          "Lines up to %d were written and are gone".formatted(checkpoint.get().index()));
    }
    return new LedgerState.Intact(head);
  }

  private static Optional<String> fault(
      Ledger.Stored stored, LedgerHead head, Optional<LedgerHead> checkpoint) {
    LedgerEntry entry = stored.entry();
    if (entry.index() != head.index() + 1) {
      return Optional.of("The line is missing; the next one is " + entry.index());
    }
    if (!entry.follows(head)) {
      return Optional.of("The line does not match its hash");
    }
    if (!stored.consistent()) {
      return Optional.of("The line's time column differs from its record");
    }
    return checkpoint
        .filter(kept -> kept.index() == entry.index() && !kept.hash().equals(entry.hash()))
        .map(kept -> "The line is not the one that the checkpoint names: the chain was rebuilt");
  }
}
