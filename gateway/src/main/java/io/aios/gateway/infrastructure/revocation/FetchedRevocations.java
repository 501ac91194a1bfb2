package io.aios.gateway.infrastructure.revocation;

import io.aios.contracts.keys.ApiKey;
import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.contracts.tokens.RevocationPage;
import io.aios.gateway.infrastructure.authority.AuthorityRequests;
import io.aios.gateway.usecase.KnownApiKeys;
import io.aios.gateway.usecase.RevokedCredentials;
import io.aios.gateway.usecase.ThrottledSubjects;
import io.aios.platform.security.Revocations;
import io.aios.platform.security.TokenFacts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/**
 * Keeps what was revoked. Events tell of it within milliseconds; security-manager is asked for what
 * is new several times a second, so that a lost event, or Kafka's absence, delays a revocation by
 * less than a second. While security-manager cannot be asked either, what is known goes on to be
 * used for a limited time: it is also the one that would revoke. Before the first answer, and after
 * that time, no token is accepted.
 */
@Component
final class FetchedRevocations
    implements Revocations, RevokedCredentials, ThrottledSubjects, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(FetchedRevocations.class);

  private final AuthorityRequests authority;
  private final RevocationProperties properties;
  private final Clock clock;
  private final KnownApiKeys keys;
  private final RevokedSet revoked = new RevokedSet();
  private long last;
  private volatile @Nullable Instant askedAt;
  private volatile String failure = "it was not asked yet";
  private volatile boolean running;

  FetchedRevocations(
      AuthorityRequests authority,
      KnownApiKeys keys,
      RevocationProperties properties,
      Clock clock) {
    this.authority = authority;
    this.keys = keys;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void check(TokenFacts token) {
    if (!properties.enabled()) {
      return;
    }
    String unknown = unknownBecause();
    if (unknown != null) {
      throw new AuthenticationServiceException(unknown);
    }
    Kind kind = revoked.revokes(token);
    if (kind != null) {
      throw new InvalidBearerTokenException(
          switch (kind) {
            case SESSION -> "The token's session was ended";
            case TOKEN -> "The token was revoked";
            case PRINCIPAL -> "The tokens of " + token.subject() + " were revoked";
            case KEY -> "The API key was revoked";
            case THROTTLED -> throw new IllegalStateException("A throttle revokes no token");
          });
    }
    // A command's steps, long after the call with the key that gave it.
    ApiKey.idOfClient(token.client()).ifPresent(keys::require);
  }

  @Override
  public boolean isThrottled(String subject) {
    return revoked.throttles(subject, clock.instant());
  }

  /** Why nothing can be said about tokens now; null when it can. */
  @Nullable String unknownBecause() {
    Instant asked = askedAt;
    if (asked == null) {
      return "Revocations are not known yet: " + failure;
    }
    Duration age = Duration.between(asked, clock.instant());
    return age.compareTo(properties.maxAge()) <= 0
        ? null
        : "Revocations are %d s old, %d s are allowed: %s"
            .formatted(age.toSeconds(), properties.maxAge().toSeconds(), failure);
  }

  boolean isEnabled() {
    return properties.enabled();
  }

  int size() {
    return revoked.size();
  }

  @Override
  public void add(List<Revocation> revocations) {
    revocations.stream()
        .filter(each -> each.kind() == Kind.KEY)
        .forEach(each -> keys.forget(each.value()));
    revoked.add(revocations);
  }

  @Override
  public void start() {
    running = true;
    if (properties.enabled()) {
      Thread.ofVirtual().name("revocations").start(this::keep);
    }
  }

  private void keep() {
    while (running) {
      boolean fetched = fetch();
      revoked.forget(clock.instant());
      LockSupport.parkNanos((fetched ? properties.poll() : properties.retry()).toNanos());
    }
  }

  private boolean fetch() {
    Instant start = clock.instant();
    try {
      while (!fetchedAll()) {
        log.debug("More revocations follow {}", last);
      }
      if (!failure.isEmpty()) {
        log.info("Revocations are known, {} of them", revoked.size());
      }
      failure = "";
      askedAt = start;
      return true;
    } catch (IOException | RuntimeException e) {
      if (failure.isEmpty()) {
        log.warn("Revocations cannot be fetched: {}", e.toString());
      }
      failure = String.valueOf(e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean fetchedAll() throws IOException, InterruptedException {
    Optional<RevocationPage> answer =
        authority.get(
            new AuthorityRequests.Address(
                "/internal/revocations?after=" + last, "revocations:fetch", properties.timeout()),
            RevocationPage.class);
    RevocationPage page =
        answer.orElseThrow(() -> new IOException("security-manager knows no revocations"));
    boolean older = page.last() < last;
    last = older ? 0 : page.last();
    add(page.revocations());
    return !older && !page.more();
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
