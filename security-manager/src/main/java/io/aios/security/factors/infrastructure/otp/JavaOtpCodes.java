package io.aios.security.factors.infrastructure.otp;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.aios.security.factors.usecase.TotpCodes;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/** What authenticator apps do when told nothing else: HMAC-SHA-1, six digits, 30 seconds. */
@Component
final class JavaOtpCodes implements TotpCodes {
  private static final int KEY_BYTES = 20;

  /** Steps before and after the present one that count too: clocks differ, and people are slow. */
  private static final int WINDOW = 1;

  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator();

  @Override
  public String newKey() {
    return Base32.toBase32String(KeyGenerators.secureRandom(KEY_BYTES).generateKey());
  }

  @Override
  public OptionalLong step(String key, String code, Instant now) {
    long present = now.getEpochSecond() / generator.getTimeStep().toSeconds();
    for (long step = present - WINDOW; step <= present + WINDOW; step++) {
      if (isEqual(codeOf(key, step), code)) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  private String codeOf(String key, long step) {
    try {
      return generator.generateOneTimePasswordString(
          new SecretKeySpec(Base32.decode(key), generator.getAlgorithm()),
          Instant.ofEpochSecond(step * generator.getTimeStep().toSeconds()));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("A stored key makes no codes", e);
    }
  }

  private static boolean isEqual(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
