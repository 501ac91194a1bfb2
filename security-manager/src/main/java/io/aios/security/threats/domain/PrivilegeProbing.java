package io.aios.security.threats.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One principal tries many tools or addresses that it may not use or that do not exist. */
public final class PrivilegeProbing implements Rule {
  public static final String ID = "privilege-probing";
  private static final Set<String> REASONS =
      Set.of("permission-denied", "unknown-tool", "outside-profile", "http-403");

  private record Try(Instant at, UUID id) {}

  private final int targets;
  private final Duration window;
  private final Recent<Actor, Map<String, Try>> tries;

  /**
   * @param targets different ones that make an alert within the window
   */
  public PrivilegeProbing(int targets, Duration window, int remembered) {
    this.targets = targets;
    this.window = window;
    this.tries = new Recent<>(remembered);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<Finding> observe(Observation seen) {
    Actor actor = seen.actor();
    if (actor == null || !isProbe(seen)) {
      return Optional.empty();
    }
    Map<String, Try> last = tries.get(actor, LinkedHashMap::new);
    last.values().removeIf(each -> each.at().isBefore(seen.at().minus(window)));
    last.putIfAbsent(seen.target(), new Try(seen.at(), seen.id()));
    if (last.size() < targets) {
      return Optional.empty();
    }
    List<UUID> evidence = last.values().stream().map(Try::id).toList();
    String names = String.join(", ", last.keySet().stream().limit(5).toList());
    last.clear();
    return Optional.of(
        new Finding(
            ID,
            Severity.MEDIUM,
            actor,
            actor.toString(),
            "%s tried %d tools or addresses that it may not use or that do not exist within %s: %s …"
                .formatted(actor, targets, window, names),
            List.of(Factor.overLimit("different refused targets", targets, targets)),
            evidence,
            seen.at()));
  }

  private static boolean isProbe(Observation seen) {
    String reason = seen.answer().reason();
    int end = reason.indexOf(' ');
    return REASONS.contains(end < 0 ? reason : reason.substring(0, end));
  }
}
