package io.aios.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * This service's key for hop tokens. It lives in memory only; a thread publishes the public half
 * until that works and again at half of its life.
 */
final class SigningKey implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SigningKey.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(250);
  private static final Duration LAST_RETRY = Duration.ofSeconds(3);

  private final ECKey key = generate();
  private final KeyPublication publication;
  private final Duration lifetime;
  private final Clock clock;
  private volatile Instant publishedUntil = Instant.MIN;
  private volatile String unpublishedBecause = "It has not been registered yet";
  private volatile @Nullable Thread publisher;

  SigningKey(KeyPublication publication, Duration lifetime, Clock clock) {
    this.publication = publication;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  private static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyIDFromThumbprint(true)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("This JVM cannot make P-256 keys", e);
    }
  }

  ECKey key() {
    return key;
  }

  /** Why receivers cannot know the key yet; null once they can. */
  @Nullable String unpublishedBecause() {
    return clock.instant().isBefore(publishedUntil) ? null : unpublishedBecause;
  }

  @Override
  public void start() {
    publisher = Thread.ofVirtual().name("signing-key").start(this::keepPublished);
  }

  @Override
  public void stop() {
    Thread running = publisher;
    publisher = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return publisher != null;
  }

  private void keepPublished() {
    Duration retry = FIRST_RETRY;
    try {
      while (true) {
        if (publish()) {
          retry = FIRST_RETRY;
          Thread.sleep(lifetime.dividedBy(2));
        } else {
          Thread.sleep(retry.plusMillis(ThreadLocalRandom.current().nextLong(100)));
          retry =
              retry.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
        }
      }
    } catch (InterruptedException e) {
      log.debug("Signing key is no longer kept published");
    }
  }

  /** A failed renewal leaves the key in use for what is left of its registered life. */
  private boolean publish() {
    Instant start = clock.instant();
    try {
      publication.publish(key, lifetime);
      publishedUntil = start.plus(lifetime);
      log.debug("Registered signing key {}", key.getKeyID());
      return true;
    } catch (RuntimeException e) {
      unpublishedBecause = "It cannot be registered with security-manager: " + e.getMessage();
      log.debug("Signing key not registered", e);
      return false;
    }
  }
}
