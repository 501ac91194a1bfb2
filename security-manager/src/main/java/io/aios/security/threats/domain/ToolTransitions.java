package io.aios.security.threats.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * First-order Markov model of the order in which tools are called, learnt from everybody. Additive
 * smoothing; of too many tools the ones used longest ago are forgotten.
 */
final class ToolTransitions {
  private static final double SMOOTHING = 0.1;
  private static final int MOST_TOOLS = 1_000;
  private static final int MOST_SUCCESSORS = 200;
  private static final double HALVE_AT = 100_000;

  private static final class Successors {
    private final Map<String, Double> counts = new LinkedHashMap<>();
    private double sum;

    private void add(String next) {
      if (counts.size() < MOST_SUCCESSORS || counts.containsKey(next)) {
        counts.merge(next, 1.0, Double::sum);
        sum++;
      }
      if (sum > HALVE_AT) {
        counts.replaceAll((tool, count) -> count / 2);
        sum /= 2;
      }
    }
  }

  private final Recent<String, Successors> byTool = new Recent<>(MOST_TOOLS);

  /**
   * Bits of surprise at a transition, before it is learnt.
   *
   * @param previous null for an actor's first call, which surprises nobody
   */
  double surprise(@Nullable String previous, String next) {
    if (previous == null) {
      return 0;
    }
    Successors successors = byTool.get(previous, Successors::new);
    double count = successors.counts.getOrDefault(next, 0.0);
    int alternatives = Math.max(byTool.size(), successors.counts.size()) + 1;
    double probability = (count + SMOOTHING) / (successors.sum + SMOOTHING * alternatives);
    successors.add(next);
    return -Math.log(probability) / Math.log(2);
  }
}
