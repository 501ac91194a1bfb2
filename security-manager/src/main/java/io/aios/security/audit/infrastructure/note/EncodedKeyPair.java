package io.aios.security.audit.infrastructure.note;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** An Ed25519 key pair as it is kept in a file: two lines of base64, PKCS #8 and X.509. */
record EncodedKeyPair(String privateKey, String publicKey) {
  static EncodedKeyPair generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      Base64.Encoder base64 = Base64.getEncoder();
      return new EncodedKeyPair(
          base64.encodeToString(pair.getPrivate().getEncoded()),
          base64.encodeToString(pair.getPublic().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static EncodedKeyPair parse(byte[] file) {
    List<String> lines = new String(file, StandardCharsets.US_ASCII).lines().toList();
    if (lines.size() != 2) {
      throw new IllegalArgumentException(
          "The ledger's key file has %d lines, not 2".formatted(lines.size()));
    }
    return new EncodedKeyPair(lines.getFirst(), lines.getLast());
  }

  byte[] format() {
    return (privateKey + "\n" + publicKey + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  byte[] privateBytes() {
    return Base64.getDecoder().decode(privateKey);
  }

  byte[] publicBytes() {
    return Base64.getDecoder().decode(publicKey);
  }
}
