package io.aios.security.threats.usecase;

import io.aios.security.threats.domain.Behaviour;
import io.aios.security.threats.domain.Finding;
import io.aios.security.threats.domain.Observation;
import io.aios.security.threats.domain.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Detection as a fold over the ledger: the same records in the same order give the same findings,
 * whoever reads them. Used by one thread.
 */
public final class WatchRecords {
  private final List<Rule> rules;
  private final UnusualBehaviour unusual;

  public WatchRecords(
      List<Rule> rules, Behaviour behaviour, AnomalyDetector detector, Sensitivity sensitivity) {
    this.rules = List.copyOf(rules);
    this.unusual = new UnusualBehaviour(behaviour, detector, sensitivity);
  }

  public List<Finding> watch(Observation seen) {
    List<Finding> found = new ArrayList<>(unusual.advance(seen.at()));
    unusual.add(seen);
    rules.forEach(rule -> rule.observe(seen).ifPresent(found::add));
    return found;
  }

  /** When nothing more is recorded, what was recorded last is judged too. */
  public List<Finding> pause(Instant now) {
    return unusual.advance(now);
  }
}
