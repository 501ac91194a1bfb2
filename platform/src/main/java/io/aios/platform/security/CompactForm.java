package io.aios.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * The compact form of a signed token (RFC 7515 section 7.1), to the letter. Nimbus passes over
 * characters that base64url has not, over padding and over malformed UTF-8, so that one signature
 * would be good under many spellings.
 */
final class CompactForm {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int PARTS = 3;

  private CompactForm() {}

  /**
   * @throws InvalidBearerTokenException when the token is spelt otherwise
   */
  static void check(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new InvalidBearerTokenException(
          "The token has " + parts.length + " parts; a signed one has " + PARTS);
    }
    text(decoded(parts[0]));
    text(decoded(parts[1]));
    decoded(parts[2]);
  }

  private static byte[] decoded(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (bytes.length > 0 && ENCODER.encodeToString(bytes).equals(part)) {
        return bytes;
      }
      throw new InvalidBearerTokenException("The token is not written in base64url");
    } catch (IllegalArgumentException e) {
      throw new InvalidBearerTokenException("The token is not written in base64url", e);
    }
  }

  private static void text(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new InvalidBearerTokenException("The token is not written in UTF-8", e);
    }
  }
}
