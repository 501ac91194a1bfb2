package io.aios.sysops.infrastructure.files;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import io.aios.sysops.domain.FileName;
import io.aios.sysops.domain.FileStat;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor; its children are opened relative to it and never through a link. */
final class Descriptor implements AutoCloseable {
  private static final byte[] EMPTY = {0};
  private static final int STATX_SIZE = 256;

  private final int number;
  private final AtomicBoolean open = new AtomicBoolean(true);

  private Descriptor(int number) {
    this.number = number;
  }

  /** The root of the file system, by path only. */
  static Descriptor root() throws LastErrorException {
    int flags = Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_CLOEXEC;
    return new Descriptor(Libc.openat(Libc.AT_FDCWD, new byte[] {'/', 0}, flags, 0));
  }

  /** Any kind of entry, by path only: no permission on the file itself is needed or gained. */
  Descriptor pin(FileName name) throws LastErrorException {
    return child(name, Libc.O_PATH);
  }

  /** A folder, by path only. */
  Descriptor pinFolder(FileName name) throws LastErrorException {
    return child(name, Libc.O_PATH | Libc.O_DIRECTORY);
  }

  /** A folder whose names are to be listed. */
  Descriptor openFolder(FileName name) throws LastErrorException {
    return child(name, Libc.O_DIRECTORY);
  }

  /** A new empty file that only the server's user may touch. */
  Descriptor create(FileName name) throws LastErrorException {
    int flags = Libc.O_CREAT_EXCL | Libc.O_WRONLY | Libc.O_NOFOLLOW | Libc.O_CLOEXEC;
    return new Descriptor(Libc.openat(number, terminated(name), flags, 0600));
  }

  private Descriptor child(FileName name, int flags) throws LastErrorException {
    int all = flags | Libc.O_NOFOLLOW | Libc.O_CLOEXEC;
    return new Descriptor(Libc.openat(number, terminated(name), all, 0));
  }

  /** The same folder again, for listing. */
  Descriptor reopenFolder() throws LastErrorException {
    int flags = Libc.O_DIRECTORY | Libc.O_CLOEXEC;
    return new Descriptor(Libc.openat(number, new byte[] {'.', 0}, flags, 0));
  }

  /** The same regular file again, with content. */
  FileChannel reopen(OpenOption... options) throws IOException {
    return FileChannel.open(path(), options);
  }

  FileStat stat() throws LastErrorException {
    return statx(EMPTY, Libc.AT_EMPTY_PATH);
  }

  FileStat stat(FileName name) throws LastErrorException {
    return statx(terminated(name), 0);
  }

  /** Where the kernel keeps this descriptor; leads to the very inode, whatever its name is now. */
  Path path() {
    return Path.of("/proc/self/fd/" + number);
  }

  int number() {
    return number;
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      Libc.close(number);
    }
  }

  static byte[] terminated(FileName name) {
    byte[] bytes = name.bytes();
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  /** Offsets are those of {@code struct statx}, the same on every architecture. */
  private FileStat statx(byte[] name, int flags) {
    try (Memory buffer = new Memory(STATX_SIZE)) {
      Libc.statx(number, name, flags | Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_BASIC, buffer);
      return new FileStat(
          buffer.getShort(28) & 0xffff,
          buffer.getInt(20),
          buffer.getInt(24),
          Integer.toUnsignedLong(buffer.getInt(16)),
          buffer.getLong(32),
          ((long) buffer.getInt(136) << 32) | Integer.toUnsignedLong(buffer.getInt(140)),
          buffer.getLong(40),
          buffer.getLong(48) * 512,
          time(buffer, 64),
          time(buffer, 112),
          time(buffer, 96));
    }
  }

  private static Instant time(Memory buffer, long offset) {
    return Instant.ofEpochSecond(buffer.getLong(offset), buffer.getInt(offset + 8));
  }
}
