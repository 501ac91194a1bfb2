package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FileStat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Puts content in place by a synced temporary file and a rename, keeping mode and owner. */
final class AtomicWrite {
  private static final int NEW_FILE_MODE = 0644;

  void replace(Slot slot, byte[] content, Optional<FileStat> present, boolean overwrite)
      throws IOException {
    FileName temporary = FileName.of(".aios-" + UUID.randomUUID() + ".tmp");
    try {
      fill(slot, temporary, content, present);
      slot.moveTo(temporary, slot, overwrite);
      sync(slot);
    } catch (LastErrorException e) {
      throw Failures.of(e, slot.path());
    } finally {
      remove(slot, temporary);
    }
  }

  void append(Slot slot, byte[] content) throws IOException {
    try (Descriptor file = slot.folder().pin(slot.name());
        FileChannel channel = file.reopen(StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      writeAll(channel, content);
    } catch (LastErrorException e) {
      throw Failures.of(e, slot.path());
    }
  }

  private static void fill(
      Slot slot, FileName temporary, byte[] content, Optional<FileStat> present)
      throws IOException {
    try (Descriptor file = slot.folder().create(temporary)) {
      try (FileChannel channel = file.reopen(StandardOpenOption.WRITE)) {
        writeAll(channel, content);
      }
      if (present.isPresent()) {
        Files.setAttribute(file.path(), "unix:uid", present.get().uid());
        Files.setAttribute(file.path(), "unix:gid", present.get().gid());
      }
      Files.setPosixFilePermissions(
          file.path(), permissions(present.map(FileStat::mode).orElse(NEW_FILE_MODE)));
    }
  }

  private static void remove(Slot slot, FileName temporary) {
    try {
      Libc.unlinkat(slot.folder().number(), Descriptor.terminated(temporary), 0);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != Libc.ENOENT) {
        throw Failures.of(e, slot.path());
      }
    }
  }

  private static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
  }

  private static void sync(Slot slot) throws IOException {
    try (FileChannel folder = FileChannel.open(slot.folder().path(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mode & (0400 >> i)) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }
}
