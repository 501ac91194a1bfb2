package io.aios.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Values under other names: the first 80 bits of HMAC-SHA-256. Equal values of a kind get equal
 * names, which is what makes them of use, and what they show.
 */
public final class Pseudonyms {
  private static final int BYTES = 10;

  private final SecretKeySpec key;

  public Pseudonyms(PrivacyKey key) {
    this.key = new SecretKeySpec(key.forNames(), "HmacSHA256");
  }

  String hash(Kind kind, String value) {
    return "[HASH:" + kind.label() + ':' + digest(kind.label(), value) + ']';
  }

  /**
   * The token of a value: another one for another owner.
   *
   * @param owner who can have the value back
   */
  public PrivacyToken token(String owner, Kind kind, String value) {
    return new PrivacyToken(kind, digest("token", owner, kind.label(), value));
  }

  /** Each part but the last ends with a zero byte, so that no two lists of parts are one text. */
  private String digest(String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (int i = 0; i < parts.length; i++) {
        mac.update(parts[i].getBytes(UTF_8));
        if (i < parts.length - 1) {
          mac.update((byte) 0);
        }
      }
      return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
    }
  }
}
