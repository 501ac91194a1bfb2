package io.aios.security.users.usecase;

import io.aios.security.domain.LoginThrottle;
import io.aios.security.users.domain.PasswordRules;
import io.aios.security.users.domain.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody is who they say, slowed down for one name from one address, for a name from
 * anywhere, and for an address with any name.
 */
public final class CheckPassword {
  private final Users users;
  private final PasswordHashes hashes;
  private final Throttles throttles;
  private final Clock clock;

  /**
   * What slows guessing down.
   *
   * @param pair one name from one address
   * @param name one name from anywhere; looser, since strangers could lock a user out
   * @param address any name from one address
   */
  public record Throttles(LoginThrottle pair, LoginThrottle name, LoginThrottle address) {
    Duration waitFor(String user, String from, Instant now) {
      Duration pairs = pair.waitFor(user + "|" + from, now);
      Duration names = name.waitFor(user, now);
      Duration addresses = address.waitFor(from, now);
      Duration longer = pairs.compareTo(names) > 0 ? pairs : names;
      return longer.compareTo(addresses) > 0 ? longer : addresses;
    }

    void failed(String user, String from, Instant now) {
      pair.failed(user + "|" + from, now);
      name.failed(user, now);
      address.failed(from, now);
    }

    /** An address stays suspicious: one good account must not buy guesses at others. */
    void succeeded(String user, String from) {
      pair.succeeded(user + "|" + from);
      name.succeeded(user);
    }
  }

  /** How it went. */
  public sealed interface Outcome {
    record Right(Standing user) implements Outcome {}

    /** Also for who is disabled: nobody learns more than that it was not enough. */
    record Wrong() implements Outcome {}

    record Wait(Duration time) implements Outcome {}
  }

  public CheckPassword(Users users, PasswordHashes hashes, Throttles throttles, Clock clock) {
    this.users = users;
    this.hashes = hashes;
    this.throttles = throttles;
    this.clock = clock;
  }

  /**
   * @param from the caller's address
   */
  public Outcome check(String name, String typed, String from) {
    Instant now = clock.instant();
    Duration wait = throttles.waitFor(name, from, now);
    if (wait.isPositive()) {
      return new Outcome.Wait(wait);
    }
    Optional<Standing> user = matched(name, typed);
    if (user.isEmpty()) {
      throttles.failed(name, from, now);
      return new Outcome.Wrong();
    }
    throttles.succeeded(name, from);
    return new Outcome.Right(user.get());
  }

  private Optional<Standing> matched(String name, String typed) {
    if (name.length() > PasswordRules.LONGEST || typed.length() > PasswordRules.LONGEST) {
      return Optional.empty();
    }
    String password = PasswordRules.normalized(typed);
    Optional<String> hash = users.passwordHash(name);
    if (!hashes.matches(password, hash)) {
      return Optional.empty();
    }
    if (hashes.isOutdated(hash.orElseThrow())) {
      users.setPasswordHash(name, hashes.hash(password), null);
    }
    return users.standing(name).filter(Standing::enabled);
  }
}
