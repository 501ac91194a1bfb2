package io.aios.security.keys.usecase;

import io.aios.contracts.keys.ApiKey;
import io.aios.security.keys.domain.StoredKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues a key for a subject. */
@Component
public final class IssueKey {
  /** More are a mistake, such as a program that makes a key for each call. */
  static final int MOST = 100;

  private final StoredKeys keys;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  IssueKey(StoredKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param callsPerMinute null for no limit beside the owner's
   * @param callsPerDay the same in a day
   */
  public record Wish(
      String name,
      Set<String> scopes,
      Duration life,
      @Nullable Integer callsPerMinute,
      @Nullable Integer callsPerDay) {}

  /** How it went. */
  public sealed interface Outcome {
    /** The one time that the secret is known. */
    record Issued(StoredKey stored, ApiKey key) implements Outcome {}

    record TooMany(int most) implements Outcome {}
  }

  public Outcome issue(String owner, Wish wish) {
    if (keys.count(owner) >= MOST) {
      return new Outcome.TooMany(MOST);
    }
    ApiKey key = ApiKey.random(random);
    Instant now = clock.instant();
    StoredKey stored =
        new StoredKey(
            key.id(),
            wish.name(),
            owner,
            wish.scopes(),
            wish.callsPerMinute(),
            wish.callsPerDay(),
            now,
            now.plus(wish.life()),
            null,
            key.secretHash(),
            null);
    keys.add(stored);
    return new Outcome.Issued(stored, key);
  }
}
