package io.aios.platform.secrets;

import io.aios.platform.files.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.function.BooleanSupplier;

/**
 * Where the master keys lie: a Tink keyset as JSON, in a file that others than its owner and group
 * cannot read. It is read at each use, which is rare, so that it can be replaced under a running
 * service.
 */
public final class MasterKeyFile {
  /** Where it lies below the data directory unless {@code aios.secrets.key-file} says otherwise. */
  public static final String STANDARD = "secrets/master-keys.json";

  private static final int LARGEST = 64 << 10;

  private final Path path;

  public MasterKeyFile(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /**
   * @throws MasterKeyMissing naming what is wrong with the file
   */
  public MasterKeys read() {
    if (!Files.exists(path)) {
      throw new MasterKeyMissing(
          "The master key file %s is missing: put it back from your copy; what it wraps is kept"
              .formatted(path));
    }
    try {
      if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
        throw new MasterKeyMissing(
            "Everybody can read the master key file %s: chmod o-rwx it".formatted(path));
      }
      if (Files.size(path) > LARGEST) {
        throw new MasterKeyMissing(
            "The master key file %s has %d bytes; at most %d"
                .formatted(path, Files.size(path), LARGEST));
      }
      return MasterKeys.parse(Files.readString(path));
    } catch (IOException e) {
      throw new MasterKeyMissing("The master key file %s cannot be read: %s".formatted(path, e));
    } catch (GeneralSecurityException | RuntimeException e) {
      if (e instanceof MasterKeyMissing named) {
        throw named;
      }
      // The cause may quote the file.
      throw new MasterKeyMissing(
          "The master key file %s is no Tink keyset of AES-256-GCM keys in JSON".formatted(path));
    }
  }

  /** Reads the file, made by the first who asks if there is none and it may be made. */
  MasterKeys readOrCreate(BooleanSupplier mayCreate) {
    if (!Files.exists(path) && mayCreate.getAsBoolean()) {
      create();
    }
    return read();
  }

  /** Makes the file with one new key, unless there is one. */
  public void create() {
    OwnerOnlyFiles.createOnce(path, () -> bytes(MasterKeys.generate()));
  }

  /** Adds a new key that wraps from now on; the others go on unwrapping. */
  public MasterKeys rotate() {
    return replace(read().rotated());
  }

  /** Forgets all keys but the one that wraps. What others wrap can never be opened again. */
  public MasterKeys retire() {
    return replace(read().primaryOnly());
  }

  private MasterKeys replace(MasterKeys keys) {
    OwnerOnlyFiles.replace(path, bytes(keys));
    return keys;
  }

  private static byte[] bytes(MasterKeys keys) {
    return keys.json().getBytes(StandardCharsets.UTF_8);
  }
}
