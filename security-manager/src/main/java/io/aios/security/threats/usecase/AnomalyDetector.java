package io.aios.security.threats.usecase;

import io.aios.security.threats.domain.Feature;
import io.aios.security.threats.domain.Window;
import java.util.Map;
import java.util.Optional;

/** Learns windows as they come and tells which of them do not belong. Used by one thread. */
public interface AnomalyDetector {
  /**
   * A window that does not belong.
   *
   * @param grade 0 to 1, how clearly it is above the threshold
   * @param score of the window; the threshold is the detector's own
   * @param shares of the score that each feature accounts for by being too high
   */
  record Anomaly(double grade, double score, double threshold, Map<Feature, Double> shares) {
    public Anomaly {
      shares = Map.copyOf(shares);
    }
  }

  Optional<Anomaly> observe(Window window);
}
