package io.aios.privacy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;

/** 64 random bytes, of which the first half names values; the other one is spare. */
public final class PrivacyKey {
  private static final int HALF = 32;

  private final byte[] bytes;

  private PrivacyKey(byte[] bytes) {
    if (bytes.length != 2 * HALF) {
      throw new IllegalArgumentException(
          "A privacy key has %d bytes, not %d".formatted(2 * HALF, bytes.length));
    }
    this.bytes = bytes.clone();
  }

  public static PrivacyKey of(byte[] bytes) {
    return new PrivacyKey(bytes);
  }

  /** The bytes of a new key, for who keeps them elsewhere. */
  public static byte[] random() {
    byte[] fresh = new byte[2 * HALF];
    new SecureRandom().nextBytes(fresh);
    return fresh;
  }

  /** Reads the file; when there is none, makes one that only its owner can read. */
  public static PrivacyKey at(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file, random());
    }
    return new PrivacyKey(Files.readAllBytes(file));
  }

  /** Written beside and moved, so that nobody reads half a key; the first of two makers wins. */
  private static void create(Path file, byte[] fresh) throws IOException {
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try (var out =
          Files.newByteChannel(
              draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine)) {
        out.write(java.nio.ByteBuffer.wrap(fresh));
      }
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException other) {
      if (!Files.exists(file)) {
        throw other;
      }
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  byte[] forNames() {
    return Arrays.copyOf(bytes, HALF);
  }
}
