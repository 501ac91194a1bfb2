package io.aios.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The protocol's own reference server from npm, in a directory that a sandbox can read. Needs Node
 * 20 or newer on the path.
 */
final class ReferenceServer {
  private static final Path SCRIPTS = Path.of("src", "test", "ts");

  private ReferenceServer() {}

  private static final class Holder {
    static final Path DIRECTORY = install();
  }

  static Path directory() {
    return Holder.DIRECTORY;
  }

  static List<String> command() {
    return List.of(
        "node",
        directory()
            .resolve("node_modules/@modelcontextprotocol/server-everything/dist/index.js")
            .toString(),
        "stdio");
  }

  private static Path install() {
    try {
      Path directory = Files.createTempDirectory("aios-reference-server");
      run(List.of("chmod", "755", directory.toString()));
      for (String file : List.of(".npmrc", "package.json", "package-lock.json")) {
        Files.copy(SCRIPTS.resolve(file), directory.resolve(file));
      }
      run(List.of("npm", "ci", "--no-progress", "--prefix", directory.toString()));
      Path script = Files.writeString(directory.resolve("hostile.py"), HostileProgram.SOURCE);
      run(List.of("chmod", "-R", "a+rX", directory.toString()));
      assertThat(script).exists();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(List<String> command) throws IOException {
    Path log = Files.createTempFile("reference-server", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("%s ended", command).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(process.exitValue()).as("%s: %s", command, Files.readString(log)).isZero();
    Files.delete(log);
  }
}
