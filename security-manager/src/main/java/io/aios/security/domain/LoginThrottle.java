package io.aios.security.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed logins per key and makes a key wait after too many. Bounded: the key that failed
 * longest ago is forgotten first.
 */
public final class LoginThrottle {
  private static final int MAX_KEYS = 10_000;

  private record Failures(int count, Instant last) {}

  private final int limit;
  private final Duration pause;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_KEYS;
        }
      };

  public LoginThrottle(int limit, Duration pause) {
    this.limit = limit;
    this.pause = pause;
  }

  /** How long the key still has to wait; zero when it may try. */
  public synchronized Duration waitFor(String key, Instant now) {
    Failures known = current(key, now);
    return known == null || known.count() < limit
        ? Duration.ZERO
        : Duration.between(now, known.last().plus(pause));
  }

  public synchronized void failed(String key, Instant now) {
    Failures known = current(key, now);
    failures.put(key, new Failures(known == null ? 1 : known.count() + 1, now));
  }

  public synchronized void succeeded(String key) {
    failures.remove(key);
  }

  private @Nullable Failures current(String key, Instant now) {
    Failures known = failures.get(key);
    return known == null || !known.last().plus(pause).isAfter(now) ? null : known;
  }
}
