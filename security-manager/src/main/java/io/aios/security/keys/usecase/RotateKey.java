package io.aios.security.keys.usecase;

import io.aios.contracts.keys.ApiKey;
import io.aios.security.keys.domain.StoredKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a key another secret; the present one is good for a while beside it. */
@Component
public class RotateKey {
  private final StoredKeys keys;
  private final KeyChanges changes;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  RotateKey(StoredKeys keys, KeyChanges changes, Clock clock) {
    this.keys = keys;
    this.changes = changes;
    this.clock = clock;
  }

  /** What the owner is given, once. */
  public record Rotated(StoredKey stored, ApiKey key) {}

  /**
   * @param overlap for which the present secret stays good; one from an earlier rotation does not
   */
  @Transactional
  public Rotated rotate(StoredKey present, Duration overlap) {
    ApiKey key = new ApiKey(present.id(), "").rotated(random);
    StoredKey rotated = present.rotated(key.secretHash(), clock.instant().plus(overlap));
    keys.replace(rotated);
    changes.changed(present.id());
    return new Rotated(rotated, key);
  }
}
