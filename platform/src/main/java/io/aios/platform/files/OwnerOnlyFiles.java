package io.aios.platform.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Secrets in files of mode 0600 in directories of mode 0700. A file appears whole or not at all,
 * and never with wider permissions, not even for a moment.
 */
public final class OwnerOnlyFiles {
  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private OwnerOnlyFiles() {}

  /** The file's content, made by the first of all processes that ask. */
  public static byte[] createOnce(Path file, Supplier<byte[]> content) {
    try {
      if (!Files.exists(file)) {
        Path complete = writeBeside(file, content.get());
        try {
          Files.createLink(file, complete);
        } catch (FileAlreadyExistsException e) {
          return Files.readAllBytes(file);
        } finally {
          Files.delete(complete);
        }
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The secret file " + file + " is unusable", e);
    }
  }

  /** Replaces the file at once. */
  public static void replace(Path file, byte[] content) {
    try {
      Path complete = writeBeside(file, content);
      Files.move(
          complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The secret file " + file + " cannot be written", e);
    }
  }

  private static Path writeBeside(Path file, byte[] content) throws IOException {
    Path directory = file.resolveSibling("");
    Files.createDirectories(directory, DIRECTORY);
    Path complete = directory.resolve("." + file.getFileName() + "." + UUID.randomUUID());
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(complete, options, FILE)) {
      channel.write(ByteBuffer.wrap(content));
      channel.force(true);
    }
    return complete;
  }
}
