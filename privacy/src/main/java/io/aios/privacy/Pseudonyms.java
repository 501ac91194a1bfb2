package io.aios.privacy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Values under other names. Equal values of a kind get equal names, which is what makes them of
 * use; so tokens are AES-256-GCM-SIV (RFC 8452) under one nonce, which that mode allows at the
 * price of showing equality. Hashes are the first 80 bits of HMAC-SHA-256.
 */
public final class Pseudonyms {
  private static final byte[] NONCE = new byte[12];
  private static final int MAC_BITS = 128;
  private static final int HASH_BYTES = 10;
  private static final String OPEN = "[TOKEN:";

  private final SecretKeySpec hashKey;
  private final KeyParameter tokenKey;

  public Pseudonyms(PrivacyKey key) {
    hashKey = new SecretKeySpec(key.forHashes(), "HmacSHA256");
    tokenKey = new KeyParameter(key.forTokens());
  }

  String hash(Kind kind, String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(hashKey);
      mac.update(kind.label().getBytes(US_ASCII));
      mac.update((byte) 0);
      byte[] digest = mac.doFinal(value.getBytes(UTF_8));
      return "[HASH:" + kind.label() + ':' + HexFormat.of().formatHex(digest, 0, HASH_BYTES) + ']';
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
    }
  }

  String token(Kind kind, String value) {
    try {
      byte[] sealed = run(true, kind.label(), value.getBytes(UTF_8));
      return OPEN
          + kind.label()
          + ':'
          + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed)
          + ']';
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Encryption does not check anything", e);
    }
  }

  /** The text with the values of its tokens; those of another key, or altered, stay as they are. */
  public String reveal(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    for (int at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, at + 1)) {
      int close = text.indexOf(']', at);
      int colon = text.indexOf(':', at + OPEN.length());
      if (close < 0) {
        break;
      }
      if (at >= copied && colon > 0 && colon < close) {
        String value =
            open(text.substring(at + OPEN.length(), colon), text.substring(colon + 1, close));
        if (value != null) {
          out.append(text, copied, at).append(value);
          copied = close + 1;
        }
      }
    }
    return out.append(text, copied, text.length()).toString();
  }

  private @org.jspecify.annotations.Nullable String open(String kind, String token) {
    try {
      return new String(run(false, kind, Base64.getUrlDecoder().decode(token)), UTF_8);
    } catch (InvalidCipherTextException | IllegalArgumentException notOurs) {
      return null;
    }
  }

  private byte[] run(boolean sealing, String kind, byte[] input) throws InvalidCipherTextException {
    GCMSIVBlockCipher cipher = new GCMSIVBlockCipher(AESEngine.newInstance());
    cipher.init(sealing, new AEADParameters(tokenKey, MAC_BITS, NONCE, kind.getBytes(UTF_8)));
    byte[] output = new byte[cipher.getOutputSize(input.length)];
    int written = cipher.processBytes(input, 0, input.length, output, 0);
    written += cipher.doFinal(output, written);
    return java.util.Arrays.copyOf(output, written);
  }
}
