package io.aios.contracts.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as its owner holds it: {@code aios_<id><secret>_<checksum>}. A secret scanner knows it
 * by the prefix and the checksum; a mistyped or invented key is refused without asking anybody.
 *
 * @param id 12 characters of base 62, public
 * @param secret 43 characters of base 62: 256 random bits
 */
public record ApiKey(String id, String secret) {
  public static final String PREFIX = "aios_";

  private static final String CLIENT = "key:";
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int ID = 12;
  private static final int SECRET = 43;
  private static final int CHECKSUM = 6;
  private static final Pattern FORM =
      Pattern.compile(
          "(aios_([0-9A-Za-z]{%d})([0-9A-Za-z]{%d}))_([0-9A-Za-z]{%d})"
              .formatted(ID, SECRET, CHECKSUM));

  public static ApiKey random(SecureRandom random) {
    return new ApiKey(text(random, ID), text(random, SECRET));
  }

  /** The same key with another secret. */
  public ApiKey rotated(SecureRandom random) {
    return new ApiKey(id, text(random, SECRET));
  }

  private static String text(SecureRandom random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(BASE62.charAt(random.nextInt(BASE62.length())));
    }
    return text.toString();
  }

  /** Empty when it has not the form of a key, or its checksum is another one. */
  public static Optional<ApiKey> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() && checksum(form.group(1)).equals(form.group(4))
        ? Optional.of(new ApiKey(form.group(2), form.group(3)))
        : Optional.empty();
  }

  /** What the owner is given, once. */
  public String text() {
    String head = PREFIX + id + secret;
    return head + '_' + checksum(head);
  }

  /** CRC-32 in base 62, filled up with zeros: the scheme that GitHub made common. */
  private static String checksum(String head) {
    CRC32 crc = new CRC32();
    crc.update(head.getBytes(US_ASCII));
    StringBuilder reversed = new StringBuilder();
    for (long rest = crc.getValue(); reversed.length() < CHECKSUM; rest /= BASE62.length()) {
      reversed.append(BASE62.charAt((int) (rest % BASE62.length())));
    }
    return reversed.reverse().toString();
  }

  /**
   * SHA-256 of the secret, in hex: what is stored and compared. The secret is random and as long as
   * the hash, so there is nothing to guess that slow hashing would make dearer.
   */
  public String secretHash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** The client that calls made with a key name, in audit records and policies. */
  public static String client(String id) {
    return CLIENT + id;
  }

  /** The key's id where a client is a key. */
  public static Optional<String> idOfClient(String client) {
    return client.startsWith(CLIENT)
        ? Optional.of(client.substring(CLIENT.length()))
        : Optional.empty();
  }

  /** Keeps the secret out of messages and logs. */
  @Override
  public String toString() {
    return "ApiKey[" + id + "]";
  }
}
