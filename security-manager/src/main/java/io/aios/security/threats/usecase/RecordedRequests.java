package io.aios.security.threats.usecase;

import io.aios.security.threats.domain.Observation;
import java.util.List;

/** The ledger as detection reads it. */
public interface RecordedRequests {
  /**
   * Records that follow each other.
   *
   * @param next index of the record after them
   */
  record Page(long next, List<Observation> observations) {
    public Page {
      observations = List.copyOf(observations);
    }
  }

  /** From an index on; without records, and the same index, when there are none yet. */
  Page from(long index);

  /** Index of the next record that will be written. */
  long end();
}
