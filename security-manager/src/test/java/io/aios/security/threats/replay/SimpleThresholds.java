package io.aios.security.threats.replay;

import io.aios.security.threats.domain.Finding;
import io.aios.security.threats.domain.Observation;
import io.aios.security.threats.domain.Observation.Ending;
import io.aios.security.threats.domain.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What detection is measured against: requests, refusals, failures and bytes of each source in a
 * minute, with one limit for all sources. The limits are what 99.9 % of minutes stay below in the
 * days without attacks, which is more than an administrator usually has to set them by.
 */
final class SimpleThresholds {
  private static final double QUANTILE = 0.999;
  private static final int MEASURES = 4;

  private static final class Minute {
    private final double[] sums = new double[MEASURES];
    private boolean told;
  }

  private final Map<String, Minute> minutes = new HashMap<>();
  private final List<double[]> past = new ArrayList<>();
  private double[] limits = new double[0];
  private long minute = Long.MIN_VALUE;

  Optional<Finding> observe(Observation seen, Instant judgedFrom) {
    long now = seen.at().getEpochSecond() / 60;
    if (now != minute) {
      if (limits.length == 0) {
        minutes.values().forEach(each -> past.add(each.sums));
      }
      minutes.clear();
      minute = now;
    }
    if (limits.length == 0 && !seen.at().isBefore(judgedFrom)) {
      limits = quantiles();
    }
    String source =
        seen.actor() == null ? "address " + seen.origin().address() : seen.actor().toString();
    Minute sums = minutes.computeIfAbsent(source, any -> new Minute());
    sums.sums[0]++;
    sums.sums[1] += seen.ended(Ending.REFUSED) ? 1 : 0;
    sums.sums[2] += seen.ended(Ending.FAILED) ? 1 : 0;
    sums.sums[3] += seen.answer().bytes();
    return isOver(sums) ? Optional.of(finding(seen, source)) : Optional.empty();
  }

  private boolean isOver(Minute minute) {
    if (minute.told) {
      return false;
    }
    for (int i = 0; i < limits.length; i++) {
      minute.told |= minute.sums[i] > limits[i];
    }
    return minute.told;
  }

  private double[] quantiles() {
    double[] quantiles = new double[MEASURES];
    for (int i = 0; i < MEASURES; i++) {
      int measure = i;
      double[] sorted = past.stream().mapToDouble(each -> each[measure]).sorted().toArray();
      quantiles[i] = sorted[(int) (QUANTILE * (sorted.length - 1))];
    }
    return quantiles;
  }

  private static Finding finding(Observation seen, String source) {
    return new Finding(
        "simple-threshold",
        Severity.LOW,
        seen.actor(),
        source,
        "over a limit",
        List.of(),
        List.<UUID>of(),
        seen.at());
  }
}
