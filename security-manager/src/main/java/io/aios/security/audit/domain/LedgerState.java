package io.aios.security.audit.domain;

import java.util.Optional;

/** What a walk over the whole ledger found. */
public sealed interface LedgerState {
  /**
   * Every record is as it was written.
   *
   * @param checkpoint what the last of them was signed with; empty for an empty ledger
   */
  record Intact(long size, Optional<SignedCheckpoint> checkpoint) implements LedgerState {}

  /**
   * Somebody changed the ledger.
   *
   * @param index the first record that is not as it was written
   */
  record Broken(long index, String reason) implements LedgerState {}
}
