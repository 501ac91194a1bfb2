package io.aios.security.audit.infrastructure.note;

import io.aios.security.audit.domain.Checkpoint;
import io.aios.security.audit.domain.SignedCheckpoint;
import io.aios.security.audit.usecase.CheckpointNotes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/**
 * Checkpoints as <a href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</a> in a <a
 * href="https://c2sp.org/signed-note">signed note</a> with Ed25519: origin, size, root and, as an
 * extension line, how far retention reaches.
 */
final class Ed25519Notes implements CheckpointNotes {
  private static final byte ALGORITHM = 1;
  private static final int KEY_ID_BYTES = 4;
  private static final int RAW_KEY_BYTES = 32;
  private static final String TRIMMED = "trimmed ";

  private final String origin;
  private final Supplier<Keys> keys;

  /**
   * @param origin name of the log and of its key, without spaces and plus signs
   * @param pair the private key in PKCS #8 and the public one in X.509 encoding; asked at the first
   *     use, and again as long as that fails
   */
  Ed25519Notes(String origin, Supplier<EncodedKeyPair> pair) {
    this.origin = origin;
    this.keys = SingletonSupplier.of(() -> keys(origin, pair.get()))::obtain;
  }

  private record Keys(
      PrivateKey privateKey, PublicKey publicKey, ByteBuffer keyId, String verifierKey) {}

  private static Keys keys(String origin, EncodedKeyPair pair) {
    try {
      KeyFactory keys = KeyFactory.getInstance("Ed25519");
      byte[] named = keyBytes(pair.publicBytes());
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((origin + "\n").getBytes(StandardCharsets.UTF_8));
      byte[] keyId = Arrays.copyOf(sha.digest(named), KEY_ID_BYTES);
      return new Keys(
          keys.generatePrivate(new PKCS8EncodedKeySpec(pair.privateBytes())),
          keys.generatePublic(new X509EncodedKeySpec(pair.publicBytes())),
          ByteBuffer.wrap(keyId),
          "%s+%s+%s".formatted(origin, HexFormat.of().formatHex(keyId), base64(named)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The ledger's signing key is unusable", e);
    }
  }

  /** The algorithm's number and the raw public key, with which the X.509 encoding ends. */
  private static byte[] keyBytes(byte[] x509) {
    return ByteBuffer.allocate(1 + RAW_KEY_BYTES)
        .put(ALGORITHM)
        .put(x509, x509.length - RAW_KEY_BYTES, RAW_KEY_BYTES)
        .array();
  }

  @Override
  public SignedCheckpoint sign(Checkpoint checkpoint) {
    String text = text(checkpoint);
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(keys.get().privateKey());
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] signature = signer.sign();
      byte[] line =
          ByteBuffer.allocate(KEY_ID_BYTES + signature.length)
              .put(keys.get().keyId().array())
              .put(signature)
              .array();
      return new SignedCheckpoint(
          checkpoint, "%s\n— %s %s\n".formatted(text, origin, base64(line)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The ledger's checkpoint cannot be signed", e);
    }
  }

  private String text(Checkpoint checkpoint) {
    String trimmed = checkpoint.trimmed() == 0 ? "" : TRIMMED + checkpoint.trimmed() + "\n";
    return "%s\n%d\n%s\n%s".formatted(origin, checkpoint.size(), checkpoint.root(), trimmed);
  }

  @Override
  public Optional<SignedCheckpoint> read(String note) {
    List<String> lines = note.lines().toList();
    if (lines.size() < 3 || !lines.getFirst().equals(origin)) {
      return Optional.empty();
    }
    try {
      String extension = lines.get(3);
      long trimmed =
          extension.startsWith(TRIMMED) ? Long.parseLong(extension.substring(TRIMMED.length())) : 0;
      Checkpoint checkpoint = new Checkpoint(Long.parseLong(lines.get(1)), lines.get(2), trimmed);
      return Optional.of(new SignedCheckpoint(checkpoint, note));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isSigned(String note) {
    int end = note.indexOf("\n\n— " + origin + " ");
    if (end < 0) {
      return false;
    }
    String text = note.substring(0, end + 1);
    String line = note.substring(end + 2).strip();
    try {
      byte[] signature = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
      if (!Arrays.equals(keys.get().keyId().array(), Arrays.copyOf(signature, KEY_ID_BYTES))) {
        return false;
      }
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(keys.get().publicKey());
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Arrays.copyOfRange(signature, KEY_ID_BYTES, signature.length));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String verifierKey() {
    return keys.get().verifierKey();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
