package io.aios.security.threats.usecase;

import io.aios.security.threats.domain.Behaviour;
import io.aios.security.threats.domain.Factor;
import io.aios.security.threats.domain.Feature;
import io.aios.security.threats.domain.Finding;
import io.aios.security.threats.domain.Observation;
import io.aios.security.threats.domain.Severity;
import io.aios.security.threats.domain.Window;
import io.aios.security.threats.usecase.AnomalyDetector.Anomaly;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds minutes of an actor that are unlike all others, and says by what. */
final class UnusualBehaviour {
  static final String ID = "unusual-behaviour";
  private static final double WORTH_NAMING = 0.1;
  private static final int MOST_FACTORS = 4;

  private final Behaviour behaviour;
  private final AnomalyDetector detector;
  private final Sensitivity limits;

  UnusualBehaviour(Behaviour behaviour, AnomalyDetector detector, Sensitivity limits) {
    this.behaviour = behaviour;
    this.detector = detector;
    this.limits = limits;
  }

  List<Finding> advance(Instant now) {
    return behaviour.advance(now).stream().flatMap(window -> judge(window).stream()).toList();
  }

  void add(Observation seen) {
    behaviour.add(seen);
  }

  private Optional<Finding> judge(Window window) {
    Optional<Anomaly> anomaly = detector.observe(window);
    if (anomaly.isEmpty()) {
      behaviour.learn(window);
      return Optional.empty();
    }
    Anomaly found = anomaly.get();
    List<Factor> factors = factors(window, found);
    boolean tells = found.grade() >= limits.grade() && window.requests() >= limits.requests();
    return tells && !factors.isEmpty()
        ? Optional.of(finding(window, found, factors))
        : Optional.empty();
  }

  private static List<Factor> factors(Window window, Anomaly anomaly) {
    return anomaly.shares().entrySet().stream()
        .filter(share -> share.getValue() >= WORTH_NAMING)
        .filter(share -> window.value(share.getKey()) > window.usual(share.getKey()))
        .map(share -> factor(window, share.getKey(), share.getValue()))
        .sorted(Comparator.comparingDouble(Factor::share).reversed())
        .limit(MOST_FACTORS)
        .toList();
  }

  private static Factor factor(Window window, Feature feature, double share) {
    return new Factor(feature.label(), window.value(feature), window.usual(feature), share);
  }

  private static Finding finding(Window window, Anomaly anomaly, List<Factor> factors) {
    return new Finding(
        ID,
        Severity.LOW,
        window.actor(),
        window.actor().toString(),
        "A minute of %s is unlike others (score %s, threshold %s): %s"
            .formatted(
                window.actor(),
                twoDigits(anomaly.score()),
                twoDigits(anomaly.threshold()),
                factors.stream().map(Factor::toString).collect(Collectors.joining(", "))),
        factors,
        window.evidence(),
        window.at());
  }

  private static String twoDigits(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
