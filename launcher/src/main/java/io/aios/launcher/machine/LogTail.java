package io.aios.launcher.machine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The end of a log file, to name causes. */
public final class LogTail {
  private static final int BYTES = 16 << 10;

  private LogTail() {}

  /** The last line after an offset that says why, otherwise the last one; empty when none. */
  public static Optional<String> cause(Path log, long from, Predicate<String> says) {
    List<String> lines = lines(log, from);
    Optional<String> cause = lines.stream().filter(says).reduce((first, second) -> second);
    return cause.isPresent() ? cause : lines.stream().reduce((first, second) -> second);
  }

  /** Non-blank lines after an offset, at most the last 16 KB. */
  public static List<String> lines(Path log, long from) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(Math.min(from, file.length()), file.length() - BYTES);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Size now, to tell this start's lines from earlier ones; 0 when there is no file. */
  public static long mark(Path log) {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
