package io.aios.platform.secrets;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * AES-256-GCM as Tink lays it out: a byte 1, the key's id (4 bytes), nonce (12), encrypted, tag
 * (16). Purpose and place are the associated data.
 */
final class AeadSeal implements Seal {
  private final Aead aead;
  private final String purpose;

  AeadSeal(Aead aead, String purpose) {
    this.aead = aead;
    this.purpose = purpose;
  }

  @Override
  public byte[] seal(byte[] plain, String place) {
    return Tink.sure(() -> aead.encrypt(plain, context(place)));
  }

  @Override
  public byte[] open(byte[] sealed, String place) {
    try {
      return aead.decrypt(sealed, context(place));
    } catch (GeneralSecurityException e) {
      throw new SecretAltered(
          "The stored %s of %s was changed or is another's".formatted(purpose, place));
    }
  }

  private byte[] context(String place) {
    return (purpose + '\0' + place).getBytes(StandardCharsets.UTF_8);
  }
}
