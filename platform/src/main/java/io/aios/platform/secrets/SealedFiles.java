package io.aios.platform.secrets;

import io.aios.platform.files.OwnerOnlyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keys in files, wrapped by a master key and bound to the file's name. Layout: the line {@code
 * aios-sealed-1}, then what Tink made of the content. A file without that line is from before there
 * were master keys, and is sealed when it is first read.
 */
public final class SealedFiles {
  private static final byte[] MAGIC = "aios-sealed-1\n".getBytes(StandardCharsets.US_ASCII);

  private SealedFiles() {}

  /** The file's content; made by the first of all processes that ask. */
  static byte[] createOnce(Path file, Supplier<byte[]> content, Supplier<MasterKeys> master) {
    if (!Files.exists(file)) {
      MasterKeys keys = master.get();
      OwnerOnlyFiles.createOnce(file, () -> seal(file, content.get(), keys));
    }
    return read(file, master.get());
  }

  /**
   * The content of a file that is there. It is sealed by the primary master key from then on,
   * whatever it was before.
   *
   * @throws SecretUnreadable when it does not open
   */
  public static byte[] read(Path file, MasterKeys master) {
    byte[] stored = bytes(file);
    byte[] plain = isSealed(stored) ? open(file, stored, master) : stored;
    if (!isSealed(stored) || wrappedBy(stored) != master.primary()) {
      OwnerOnlyFiles.replace(file, seal(file, plain, master));
    }
    return plain;
  }

  /** Replaces the file, or makes it. */
  public static void write(Path file, byte[] plain, MasterKeys master) {
    OwnerOnlyFiles.replace(file, seal(file, plain, master));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The secret file " + file + " cannot be read", e);
    }
  }

  private static byte[] seal(Path file, byte[] plain, MasterKeys master) {
    byte[] wrapped = Tink.sure(() -> master.aead().encrypt(plain, context(file)));
    byte[] all = Arrays.copyOf(MAGIC, MAGIC.length + wrapped.length);
    System.arraycopy(wrapped, 0, all, MAGIC.length, wrapped.length);
    return all;
  }

  private static byte[] open(Path file, byte[] stored, MasterKeys master) {
    long key = wrappedBy(stored);
    if (!master.ids().contains(key)) {
      throw new MasterKeyMissing(
          "Master key %d, which wraps %s, is not among %s of the key file"
              .formatted(key, file, List.copyOf(master.ids())));
    }
    try {
      return master
          .aead()
          .decrypt(Arrays.copyOfRange(stored, MAGIC.length, stored.length), context(file));
    } catch (GeneralSecurityException e) {
      throw new SecretAltered(
          "The secret file %s was changed or has another's content".formatted(file));
    }
  }

  private static boolean isSealed(byte[] stored) {
    return stored.length > MAGIC.length
        && Arrays.equals(stored, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  private static long wrappedBy(byte[] stored) {
    return MasterKeys.idOf(Arrays.copyOfRange(stored, MAGIC.length, stored.length));
  }

  /**
   * Wraps by the primary master key those files of a directory that another one wraps.
   *
   * @param failed told of each that does not unwrap; the others are wrapped all the same
   */
  public static void rewrap(Path directory, MasterKeys master, Consumer<SecretUnreadable> failed) {
    in(directory)
        .forEach(
            (name, wrappedBy) -> {
              try {
                if (wrappedBy != master.primary()) {
                  read(directory.resolve(name), master);
                }
              } catch (SecretUnreadable e) {
                failed.accept(e);
              }
            });
  }

  /** Which master key wraps which files of a directory; the others are not named. */
  public static Map<String, Long> in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      Map<String, Long> found = new TreeMap<>();
      files.filter(Files::isRegularFile).forEach(file -> found.putAll(wrappedBy(file)));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("The directory " + directory + " cannot be read", e);
    }
  }

  /**
   * The file's name with the master key that wraps it; empty when it is not there or not wrapped.
   */
  static Map<String, Long> wrappedBy(Path file) {
    try {
      byte[] head = head(file);
      return isSealed(head)
          ? Map.of(String.valueOf(file.getFileName()), wrappedBy(head))
          : Map.of();
    } catch (NoSuchFileException gone) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException("The secret file " + file + " cannot be read", e);
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAGIC.length + 2 * Integer.BYTES);
    }
  }

  private static byte[] context(Path file) {
    return ("file\0" + file.getFileName()).getBytes(StandardCharsets.UTF_8);
  }
}
