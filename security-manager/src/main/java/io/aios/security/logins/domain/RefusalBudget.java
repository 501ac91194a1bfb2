package io.aios.security.logins.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds the records of refused logins, which anybody can cause. Each method has a number of its
 * own a minute, so that a flood of one hides no guess at another; and who has to wait is recorded
 * once in five minutes, not at each try. What is left out is counted. Thread-safe.
 */
public final class RefusalBudget {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WAIT = Duration.ofMinutes(5);
  private static final int MOST_WAITING = 10_000;
  private static final float LOAD = 0.75f;

  private final int perMinute;
  private final Map<LoginMethod, Integer> recorded = new EnumMap<>(LoginMethod.class);
  private final Map<LoginMethod, Integer> omitted = new EnumMap<>(LoginMethod.class);
  private final Map<String, Instant> waiting =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_WAITING;
        }
      };
  private Instant minuteEnds = Instant.MIN;

  /**
   * @param perMinute records of each method
   */
  public RefusalBudget(int perMinute) {
    this.perMinute = perMinute;
  }

  /**
   * Whether a refusal is to be recorded.
   *
   * @param from names the caller and whom they want to be, for as far as that may be known
   */
  public synchronized boolean admits(
      LoginMethod method, LoginRefusal why, String from, Instant now) {
    if (!now.isBefore(minuteEnds)) {
      recorded.clear();
      minuteEnds = now.plus(MINUTE);
    }
    if (recorded.getOrDefault(method, 0) < perMinute && !isToldOf(method, why, from, now)) {
      recorded.merge(method, 1, Integer::sum);
      return true;
    }
    omitted.merge(method, 1, Integer::sum);
    return false;
  }

  private boolean isToldOf(LoginMethod method, LoginRefusal why, String from, Instant now) {
    if (why != LoginRefusal.TOO_MANY_ATTEMPTS) {
      return false;
    }
    String key = method + "|" + from;
    Instant told = waiting.get(key);
    if (told != null && told.plus(WAIT).isAfter(now)) {
      return true;
    }
    waiting.put(key, now);
    return false;
  }

  /** How many refusals were left out and not told yet. */
  public synchronized Map<LoginMethod, Integer> omitted() {
    return Map.copyOf(omitted);
  }

  /** These numbers were told. */
  public synchronized void told(Map<LoginMethod, Integer> numbers) {
    numbers.forEach(
        (method, number) ->
            omitted.computeIfPresent(
                method, (known, left) -> left.equals(number) ? null : left - number));
  }
}
