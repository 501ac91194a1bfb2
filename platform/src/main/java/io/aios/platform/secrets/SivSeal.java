package io.aios.platform.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.DeterministicAead;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** AES-256-SIV with the purpose as associated data. */
final class SivSeal implements LookupSeal {
  private final DeterministicAead aead;
  private final byte[] context;
  private final String purpose;

  SivSeal(DeterministicAead aead, String purpose) {
    this.aead = aead;
    this.purpose = purpose;
    this.context = purpose.getBytes(UTF_8);
  }

  @Override
  public String seal(String plain) {
    byte[] sealed = Tink.sure(() -> aead.encryptDeterministically(plain.getBytes(UTF_8), context));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  @Override
  public String open(String sealed) {
    try {
      return new String(
          aead.decryptDeterministically(Base64.getUrlDecoder().decode(sealed), context), UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SecretAltered("A stored %s was changed or is another's".formatted(purpose));
    }
  }
}
