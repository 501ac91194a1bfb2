package io.aios.security.threats.replay;

import io.aios.security.threats.domain.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How findings compare with the attacks that were injected. Findings of one rule about the same
 * within an hour are one alert, as they are for an administrator.
 *
 * @param detected attacks of each kind that an alert names
 * @param falseAlarms alerts that name no attack, by rule
 */
record Evaluation(
    Map<Attack.Kind, Integer> detected, Map<String, Integer> falseAlarms, int alerts) {
  private static final Duration SAME = Duration.ofHours(1);

  static Evaluation of(Replay replay, List<Finding> found, Predicate<Finding> counted) {
    List<Finding> alerts = alerts(replay, found.stream().filter(counted).toList());
    Map<Attack.Kind, Integer> detected = new EnumMap<>(Attack.Kind.class);
    for (Attack attack : replay.attacks()) {
      boolean seen = alerts.stream().anyMatch(attack::isMeantBy);
      detected.merge(attack.kind(), seen ? 1 : 0, Integer::sum);
    }
    Map<String, Integer> falseAlarms = new HashMap<>();
    alerts.stream()
        .filter(alert -> replay.attacks().stream().noneMatch(attack -> attack.isMeantBy(alert)))
        .forEach(alert -> falseAlarms.merge(alert.rule(), 1, Integer::sum));
    return new Evaluation(detected, falseAlarms, alerts.size());
  }

  private static List<Finding> alerts(Replay replay, List<Finding> found) {
    Map<String, Instant> last = new HashMap<>();
    List<Finding> alerts = new ArrayList<>();
    for (Finding each : found) {
      if (each.at().isBefore(replay.judgedFrom())) {
        continue;
      }
      Instant before = last.put(each.rule() + each.about(), each.at());
      boolean attack = replay.attacks().stream().anyMatch(known -> known.isMeantBy(each));
      // A repetition that belongs to an attack is an alert with a higher count: it is seen too.
      if (before == null || attack || before.plus(SAME).isBefore(each.at())) {
        alerts.add(each);
      }
    }
    return alerts;
  }

  int falseAlarmCount() {
    return falseAlarms.values().stream().mapToInt(Integer::intValue).sum();
  }
}
