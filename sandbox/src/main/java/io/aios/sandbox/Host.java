package io.aios.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The programs a sandbox is made of, as found on this machine.
 *
 * @param root whether this process is root, so that sandboxes must first become another user
 * @param problem what is missing, or null
 */
record Host(Path bwrap, Path setpriv, boolean root, @Nullable SandboxHealth problem) {

  /** The user and group that stand for nobody on Linux. */
  static final int NOBODY = 65534;

  private static final String NEEDED_OPTION = "--disable-userns";

  private static final List<Path> PATH =
      List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin"));

  static Host detect() {
    return detect(PATH, runsAsRoot());
  }

  static Host detect(List<Path> path, boolean root) {
    Path bwrap = find(path, "bwrap");
    Path setpriv = find(path, "setpriv");
    return new Host(bwrap, setpriv, root, problem(bwrap, setpriv, root));
  }

  private static @Nullable SandboxHealth problem(Path bwrap, Path setpriv, boolean root) {
    if (!Files.isExecutable(bwrap)) {
      return SandboxHealth.unavailable(
          "bubblewrap (bwrap) is not installed", "install the package 'bubblewrap'");
    }
    if (root && !Files.isExecutable(setpriv)) {
      return SandboxHealth.unavailable(
          "setpriv is not installed, which root needs to become another user",
          "install the package 'util-linux'");
    }
    if (!help(bwrap).contains(NEEDED_OPTION)) {
      return SandboxHealth.unavailable(
          bwrap + " does not know " + NEEDED_OPTION, "install bubblewrap 0.8 or newer");
    }
    return null;
  }

  private static String help(Path bwrap) {
    try {
      Process process =
          new ProcessBuilder(bwrap.toString(), "--help").redirectErrorStream(true).start();
      try (var output = process.getInputStream()) {
        return new String(output.readNBytes(64 * 1024), StandardCharsets.UTF_8);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return "";
    }
  }

  private static Path find(List<Path> path, String name) {
    return path.stream()
        .map(directory -> directory.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of(name));
  }

  private static boolean runsAsRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
