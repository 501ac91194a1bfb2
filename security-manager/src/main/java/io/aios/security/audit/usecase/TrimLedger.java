package io.aios.security.audit.usecase;

import java.time.Clock;
import java.time.Duration;

/** Removes the content of records that are older than the retention; their hashes stay. */
public final class TrimLedger {
  private final Ledger ledger;
  private final Checkpoints checkpoints;
  private final Duration retention;
  private final Clock clock;

  public TrimLedger(Ledger ledger, Checkpoints checkpoints, Duration retention, Clock clock) {
    this.ledger = ledger;
    this.checkpoints = checkpoints;
    this.retention = retention;
    this.clock = clock;
  }

  public void trim() {
    ledger.trim(clock.instant().minus(retention)).ifPresent(checkpoints::keep);
  }
}
