package io.aios.security.threats.domain;

import io.aios.security.threats.domain.Observation.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Many refused credentials from one address, or of one client where records name it. */
public final class BruteForce implements Rule {
  public static final String ID = "brute-force";
  private static final int UNAUTHENTICATED = 401;

  private record Attempt(Instant at, UUID id) {}

  private final int failures;
  private final Duration window;
  private final Recent<String, Deque<Attempt>> attempts;

  /**
   * @param failures that make an alert within the window
   */
  public BruteForce(int failures, Duration window, int remembered) {
    this.failures = failures;
    this.window = window;
    this.attempts = new Recent<>(remembered);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<Finding> observe(Observation seen) {
    if (seen.answer().status() != UNAUTHENTICATED || !seen.ended(Ending.REFUSED)) {
      return Optional.empty();
    }
    Actor actor = seen.actor();
    String source =
        actor != null ? "client " + actor.client() : "address " + seen.origin().address();
    Deque<Attempt> last = attempts.get(source, ArrayDeque::new);
    last.addLast(new Attempt(seen.at(), seen.id()));
    while (last.size() > failures) {
      last.removeFirst();
    }
    Instant since = seen.at().minus(window);
    if (last.size() < failures || last.getFirst().at().isBefore(since)) {
      return Optional.empty();
    }
    Finding found = finding(seen, source, last.stream().map(Attempt::id).toList());
    last.clear();
    return Optional.of(found);
  }

  private Finding finding(Observation seen, String source, List<UUID> evidence) {
    return new Finding(
        ID,
        Severity.MEDIUM,
        seen.actor(),
        source,
        "%d refused credentials from %s within %s".formatted(failures, source, window),
        List.of(Factor.overLimit("refused credentials", failures, failures)),
        evidence,
        seen.at());
  }
}
