package io.aios.security.usecase;

import java.util.List;

/** Writes audit records to the ledger. */
public final class RecordAudit {
  private final Ledger ledger;
  private final Checkpoints checkpoints;

  public RecordAudit(Ledger ledger, Checkpoints checkpoints) {
    this.ledger = ledger;
    this.checkpoints = checkpoints;
  }

  public void record(List<Ledger.Line> lines) {
    checkpoints.keep(ledger.append(lines));
  }
}
