package io.aios.launcher.cli.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A key that checks <a href="https://c2sp.org/signed-note">signed notes</a> by Ed25519. */
public final class NoteVerifier {
  private static final byte ED25519 = 1;
  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;

  /** What precedes a raw Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;

  /** First four bytes of SHA-256 over name, newline, algorithm and key. */
  private final byte[] keyId;

  private final PublicKey key;

  private NoteVerifier(String name, byte[] keyId, PublicKey key) {
    this.name = name;
    this.keyId = keyId;
    this.key = key;
  }

  public String name() {
    return name;
  }

  /**
   * @param text {@code <name>+<hash>+<base64 of algorithm and key>}
   * @throws IllegalArgumentException when it is no such key
   */
  public static NoteVerifier parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("'" + text + "' is no verifier key <name>+<hash>+<key>");
    }
    try {
      byte[] named = Base64.getDecoder().decode(parts[2]);
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((parts[0] + "\n").getBytes(StandardCharsets.UTF_8));
      byte[] id = Arrays.copyOf(sha.digest(named), ID_BYTES);
      if (named.length != 1 + KEY_BYTES
          || named[0] != ED25519
          || !Arrays.equals(id, HexFormat.of().parseHex(parts[1]))) {
        throw new IllegalArgumentException(
            "'" + text + "' is no Ed25519 key, or its hash is wrong");
      }
      byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
      System.arraycopy(named, 1, x509, X509_PREFIX.length, KEY_BYTES);
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
      return new NoteVerifier(parts[0], id, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("'" + text + "' is no Ed25519 key", e);
    }
  }

  /** Whether this key signed the note. */
  public boolean isSigned(String note) {
    int end = note.lastIndexOf("\n\n");
    return end >= 0
        && note.substring(end + 2)
            .lines()
            .filter(line -> line.startsWith("— " + name + " "))
            .anyMatch(line -> signs(note.substring(0, end + 1), line));
  }

  private boolean signs(String text, String line) {
    try {
      byte[] signature = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
      if (signature.length <= ID_BYTES
          || !Arrays.equals(keyId, Arrays.copyOf(signature, ID_BYTES))) {
        return false;
      }
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Arrays.copyOfRange(signature, ID_BYTES, signature.length));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
