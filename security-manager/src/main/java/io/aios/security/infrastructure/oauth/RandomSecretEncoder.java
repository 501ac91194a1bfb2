package io.aios.security.infrastructure.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * SHA-256 for secrets of at least 256 random bits: nothing to guess, so nothing to slow down, and a
 * flood of token requests costs little. Never for passwords.
 */
final class RandomSecretEncoder implements PasswordEncoder {
  @Override
  public String encode(@Nullable CharSequence secret) {
    try {
      byte[] bytes = String.valueOf(secret).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
    return encoded != null
        && MessageDigest.isEqual(
            encode(secret).getBytes(StandardCharsets.US_ASCII),
            encoded.getBytes(StandardCharsets.US_ASCII));
  }
}
