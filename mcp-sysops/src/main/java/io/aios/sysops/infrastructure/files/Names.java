package io.aios.sysops.infrastructure.files;

import com.sun.jna.Memory;
import io.aios.sysops.domain.FileName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Reads directory entries as raw bytes, which the JDK turns into text and so may lose. */
final class Names {
  private static final int BUFFER = 32 * 1024;
  private static final int RECORD_LENGTH = 16;
  private static final int NAME = 19;

  private Names() {}

  /** At most {@code limit} names that the filter takes, without {@code .} and {@code ..}. */
  static List<FileName> list(Descriptor folder, int limit, Predicate<FileName> filter) {
    List<FileName> names = new ArrayList<>();
    try (Memory buffer = new Memory(BUFFER)) {
      long filled;
      while (names.size() < limit
          && (filled = Libc.getdents64(folder.number(), buffer, BUFFER)) > 0) {
        collect(buffer, filled, filter, names);
      }
    }
    return names.size() > limit ? names.subList(0, limit) : names;
  }

  private static void collect(
      Memory buffer, long filled, Predicate<FileName> filter, List<FileName> names) {
    for (long at = 0; at < filled; ) {
      int length = buffer.getShort(at + RECORD_LENGTH) & 0xffff;
      FileName name = FileName.of(terminated(buffer.getByteArray(at + NAME, length - NAME)));
      if (!isDots(name) && filter.test(name)) {
        names.add(name);
      }
      at += length;
    }
  }

  private static byte[] terminated(byte[] padded) {
    int end = 0;
    while (end < padded.length && padded[end] != 0) {
      end++;
    }
    return Arrays.copyOf(padded, end);
  }

  private static boolean isDots(FileName name) {
    String text = name.text();
    return text.equals(".") || text.equals("..");
  }
}
