package io.aios.security.audit.usecase;

import java.util.List;

/** Writes audit records to the ledger and keeps the new checkpoint outside of it. */
public final class RecordAudit {
  private final Ledger ledger;
  private final Checkpoints checkpoints;

  public RecordAudit(Ledger ledger, Checkpoints checkpoints) {
    this.ledger = ledger;
    this.checkpoints = checkpoints;
  }

  public void record(List<Ledger.Batch> batches) {
    ledger.append(batches).ifPresent(checkpoints::keep);
  }
}
