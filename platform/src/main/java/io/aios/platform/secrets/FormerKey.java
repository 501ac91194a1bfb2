package io.aios.platform.secrets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.util.function.SingletonSupplier;

/**
 * The file whose key sealed rows of a service's database before there were data keys: AES-256-GCM
 * with a nonce of 16 bytes in front, as {@link AesBytesEncryptor} does. It is kept, wrapped by the
 * master key, for copies of the database from that time.
 */
public final class FormerKey {
  private static final int IV_BYTES = 16;

  private final Path file;
  private final Supplier<BytesEncryptor> seal;

  public FormerKey(Path file, Secrets secrets) {
    this.file = file;
    Supplier<byte[]> key =
        secrets.file(
            file,
            () -> {
              throw missing();
            });
    this.seal = SingletonSupplier.of(() -> encryptor(key.get()))::obtain;
  }

  private static BytesEncryptor encryptor(byte[] key) {
    return new AesBytesEncryptor(
        new SecretKeySpec(key, "AES"),
        KeyGenerators.secureRandom(IV_BYTES),
        AesBytesEncryptor.CipherAlgorithm.GCM);
  }

  /**
   * What was sealed; empty if this key did not seal it.
   *
   * @throws MasterKeyMissing if the file is not there
   */
  Optional<byte[]> open(byte[] sealed) {
    if (!Files.exists(file)) {
      throw missing();
    }
    BytesEncryptor former = seal.get();
    try {
      return Optional.of(former.decrypt(sealed));
    } catch (IllegalStateException | IllegalArgumentException notSealedByIt) {
      return Optional.empty();
    }
  }

  private MasterKeyMissing missing() {
    return new MasterKeyMissing(
        "The key file %s is missing, which sealed what the database holds from before: put it back from your copy"
            .formatted(file));
  }
}
