package io.aios.sysops.infrastructure.procfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the proc file system; a process that is gone meanwhile is empty. */
final class Proc {
  private static final int ARGUMENT_BYTES = 4096;

  private final Path root;

  Proc(Path root) {
    this.root = root;
  }

  List<ProcStat> all() {
    List<ProcStat> stats = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, "[0-9]*")) {
      for (Path folder : folders) {
        stat(Integer.parseInt(folder.getFileName().toString())).ifPresent(stats::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stats;
  }

  Optional<ProcStat> stat(int pid) {
    return text(pid, "stat").map(ProcStat::parse);
  }

  Optional<String> text(int pid, String file) {
    try {
      return Optional.of(
          new String(Files.readAllBytes(of(pid).resolve(file)), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Empty for kernel threads and zombies. */
  List<String> arguments(int pid) {
    try (var in = Files.newInputStream(of(pid).resolve("cmdline"))) {
      String joined = new String(in.readNBytes(ARGUMENT_BYTES), StandardCharsets.UTF_8);
      String ended = joined.endsWith("\0") ? joined.substring(0, joined.length() - 1) : joined;
      return ended.isEmpty() ? List.of() : List.of(ended.split("\0", -1));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** A number from a file of {@code Name: number kB} lines, in bytes where it is in kB. */
  OptionalLong number(int pid, String file, String name) {
    return text(pid, file).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .mapToLong(
            value ->
                value.endsWith(" kB")
                    ? Long.parseLong(value.substring(0, value.length() - 3)) * 1024
                    : Long.parseLong(value))
        .findFirst();
  }

  @Nullable String link(int pid, String file) {
    try {
      return Files.readSymbolicLink(of(pid).resolve(file)).toString();
    } catch (IOException e) {
      return null;
    }
  }

  @Nullable Integer count(int pid, String folder) {
    try (Stream<Path> entries = Files.list(of(pid).resolve(folder))) {
      return (int) entries.count();
    } catch (IOException e) {
      return null;
    }
  }

  Optional<Owner> owner(int pid) {
    try {
      int uid = (int) Files.getAttribute(of(pid), "unix:uid");
      return Optional.of(new Owner(uid, Files.getOwner(of(pid)).getName()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The user a process runs as. */
  record Owner(int uid, String name) {}

  /** Seconds from the epoch to boot. */
  long bootSeconds() {
    try (Stream<String> lines = Files.lines(root.resolve("stat"))) {
      return lines
          .filter(line -> line.startsWith("btime "))
          .mapToLong(line -> Long.parseLong(line.substring(6).strip()))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path of(int pid) {
    return root.resolve(Integer.toString(pid));
  }
}
