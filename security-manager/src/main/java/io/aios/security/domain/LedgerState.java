package io.aios.security.domain;

/** What a walk over the whole ledger found. */
public sealed interface LedgerState {
  /** Every line follows from the one before, up to this head. */
  record Intact(LedgerHead head) implements LedgerState {}

  /**
   * Somebody changed the ledger.
   *
   * @param index the first line that is not as it was written
   */
  record Broken(long index, String reason) implements LedgerState {}
}
