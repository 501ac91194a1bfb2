package io.aios.security.usecase;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Login without a password for whoever can read the key file: the caller returns HMAC-SHA256 over a
 * nonce it was given. A nonce works once and for half a minute; the oldest give way when too many
 * are open.
 */
public final class LocalLogin {
  private static final Duration NONCE_LIFE = Duration.ofSeconds(30);
  private static final int MAX_NONCES = 1_000;
  private static final int NONCE_BYTES = 24;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_NONCES;
        }
      };

  public LocalLogin(byte[] key, Clock clock) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.clock = clock;
  }

  public String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = TEXT.encodeToString(bytes);
    synchronized (open) {
      open.put(nonce, clock.instant().plus(NONCE_LIFE));
    }
    return nonce;
  }

  /** Uses the nonce up, whatever the proof is worth. */
  public boolean proves(String nonce, String proof) {
    Instant until;
    synchronized (open) {
      until = open.remove(nonce);
    }
    return until != null
        && clock.instant().isBefore(until)
        && MessageDigest.isEqual(
            expected(nonce).getBytes(StandardCharsets.UTF_8),
            proof.getBytes(StandardCharsets.UTF_8));
  }

  private String expected(String nonce) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return TEXT.encodeToString(mac.doFinal(nonce.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks HmacSHA256", e);
    }
  }
}
