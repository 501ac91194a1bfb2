package io.aios.security.usecase;

import io.aios.security.domain.LedgerEntry;
import io.aios.security.domain.LedgerHead;
import io.aios.security.domain.LedgerQuery;
import java.util.List;
import java.util.UUID;

/** The lines of the ledger, which only grow. */
public interface Ledger {
  /** A record to be written. */
  record Line(UUID eventId, String json) {}

  /**
   * A stored line.
   *
   * @param consistent whether the columns that queries use still say what the record says
   */
  record Stored(LedgerEntry entry, boolean consistent) {}

  /** Writes those lines whose event is new, in order, and returns the new head. */
  LedgerHead append(List<Line> lines);

  /** Lines after the index, oldest first. */
  List<Stored> after(long index, int limit);

  List<LedgerEntry> find(LedgerQuery query);
}
