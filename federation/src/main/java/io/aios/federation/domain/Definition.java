package io.aios.federation.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A tool as its server defines it, whole.
 *
 * @param name the server's own
 * @param canonical the tool object as canonical JSON (RFC 8785)
 */
public record Definition(String name, String canonical) {
  /** SHA-256 of the canonical JSON in hex: two definitions are the same if their hashes are. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
