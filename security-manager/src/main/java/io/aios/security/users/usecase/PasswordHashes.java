package io.aios.security.users.usecase;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks and makes password hashes, a few at a time: each takes tens of megabytes on purpose. A
 * name that does not exist costs as much as one that does.
 */
public final class PasswordHashes {
  private final PasswordEncoder encoder;
  private final Semaphore places;
  private final String absent;

  /**
   * @param atOnce how many are computed at a time
   */
  public PasswordHashes(PasswordEncoder encoder, int atOnce, String nobodysPassword) {
    this.encoder = encoder;
    this.places = new Semaphore(atOnce);
    this.absent = hash(nobodysPassword);
  }

  public String hash(String password) {
    places.acquireUninterruptibly();
    try {
      return Objects.requireNonNull(encoder.encode(password));
    } finally {
      places.release();
    }
  }

  boolean matches(String password, Optional<String> hash) {
    places.acquireUninterruptibly();
    try {
      return encoder.matches(password, hash.orElse(absent)) && hash.isPresent();
    } finally {
      places.release();
    }
  }

  /** Whether a hash was made with other parameters than those of now. */
  boolean isOutdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }
}
