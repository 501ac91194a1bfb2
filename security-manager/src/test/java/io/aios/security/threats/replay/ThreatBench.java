package io.aios.security.threats.replay;

import io.aios.security.threats.domain.Finding;
import io.aios.security.threats.domain.Observation;
import io.aios.security.threats.infrastructure.rcf.Detection;
import io.aios.security.threats.infrastructure.rcf.ThreatProperties;
import io.aios.security.threats.usecase.WatchRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Prints the report of {@code ./aios bench threats}. */
final class ThreatBench {
  private static final String UNUSUAL = "unusual-behaviour";

  /**
   * @param nanos that each record took, all of them
   */
  record Run(List<Finding> found, List<Finding> simple, List<Long> nanos) {}

  private ThreatBench() {}

  public static void main(String[] arguments) {
    int attacks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    long[] seeds = arguments.length > 1 ? seeds(arguments[1]) : new long[] {101, 102, 103};
    StringBuilder report =
        new StringBuilder(
            """
            # Threat detection on a labelled replay

            `./aios bench threats`: attacks that an alert names, of all of that kind, by fixed \
            thresholds (what 999 of 1000 minutes of the quiet days stay below), rules, forest, and both. \
            Findings of one rule about the same within an hour are one alert.

            """);
    for (long seed : seeds) {
      Replay replay = Replay.generate(seed, 4, 4, attacks);
      Run run = run(replay);
      explainFalseAlarms(replay, run);
      report.append(section(seed, replay, run));
    }
    System.out.print(report);
  }

  private static long[] seeds(String text) {
    return Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong).toArray();
  }

  static ThreatProperties defaults() {
    return new Binder(new MapConfigurationPropertySource(System.getProperties()))
        .bindOrCreate("aios.security-manager.threats", ThreatProperties.class);
  }

  static Run run(Replay replay) {
    WatchRecords watch = Detection.fresh(defaults());
    SimpleThresholds thresholds = new SimpleThresholds();
    List<Finding> found = new ArrayList<>();
    List<Finding> simple = new ArrayList<>();
    List<Long> nanos = new ArrayList<>();
    for (Observation seen : replay.observations()) {
      thresholds.observe(seen, replay.judgedFrom()).ifPresent(simple::add);
      long start = System.nanoTime();
      found.addAll(watch.watch(seen));
      nanos.add(System.nanoTime() - start);
    }
    return new Run(found, simple, nanos);
  }

  /** With {@code -Dfalse-alarms} each false alarm is explained on the error stream. */
  private static void explainFalseAlarms(Replay replay, Run run) {
    if (System.getProperty("false-alarms") != null) {
      run.found().stream()
          .filter(each -> !each.at().isBefore(replay.judgedFrom()))
          .filter(each -> replay.attacks().stream().noneMatch(attack -> attack.isMeantBy(each)))
          .forEach(each -> System.err.println(each.at() + " " + each.explanation()));
    }
  }

  private static String section(long seed, Replay replay, Run run) {
    Evaluation simple = Evaluation.of(replay, run.simple(), any -> true);
    Evaluation rules = Evaluation.of(replay, run.found(), each -> !each.rule().equals(UNUSUAL));
    Evaluation forest = Evaluation.of(replay, run.found(), each -> each.rule().equals(UNUSUAL));
    Evaluation both = Evaluation.of(replay, run.found(), any -> true);
    StringBuilder text = new StringBuilder();
    text.append(
        "## Seed %d: %d records, %d attacks in %d days\n\n"
            .formatted(seed, run.nanos().size(), replay.attacks().size(), replay.days()));
    text.append(
        "| attack | thresholds | rules | forest | rules and forest |\n|---|---|---|---|---|\n");
    for (Attack.Kind kind : Attack.Kind.values()) {
      long all = replay.attacks().stream().filter(attack -> attack.kind() == kind).count();
      text.append(
          "| %s | %d/%d | %d/%d | %d/%d | %d/%d |\n"
              .formatted(
                  kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  simple.detected().get(kind),
                  all,
                  rules.detected().get(kind),
                  all,
                  forest.detected().get(kind),
                  all,
                  both.detected().get(kind),
                  all));
    }
    text.append(
        "| **false alarms a day** | %.1f | %.1f | %.1f | %.1f |\n\n"
            .formatted(
                perDay(simple, replay),
                perDay(rules, replay),
                perDay(forest, replay),
                perDay(both, replay)));
    text.append("False alarms by rule: %s. %s\n\n".formatted(byRule(both), latency(run.nanos())));
    return text.toString();
  }

  private static double perDay(Evaluation evaluation, Replay replay) {
    return (double) evaluation.falseAlarmCount() / replay.days();
  }

  private static String byRule(Evaluation evaluation) {
    return new TreeMap<>(evaluation.falseAlarms())
        .entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
  }

  private static String latency(List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return "A record took %.1f µs in the mean, %.1f at p50, %.1f at p99 (one thread)."
        .formatted(
            Arrays.stream(sorted).average().orElse(0) / 1000,
            sorted[sorted.length / 2] / 1000.0,
            sorted[(int) (0.99 * sorted.length)] / 1000.0);
  }
}
