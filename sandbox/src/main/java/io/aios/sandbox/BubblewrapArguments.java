package io.aios.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a {@link SandboxSpec} as arguments of bwrap(1). */
final class BubblewrapArguments {
  private static final String ID = Integer.toString(Host.NOBODY);

  /** What programs look for in /etc and may see; anything else there stays hidden. */
  private static final List<String> ETC =
      List.of(
          "alternatives",
          "fonts",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "matplotlibrc",
          "mime.types",
          "python3",
          "python3.11",
          "python3.12",
          "python3.13");

  private static final List<String> NETWORK_ETC =
      List.of("ca-certificates", "hosts", "nsswitch.conf", "resolv.conf", "ssl");

  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/bin:/bin", "HOME", "/tmp", "LANG", "C.UTF-8");

  private static final int OPEN_FILES = 1024;

  private final List<String> arguments = new ArrayList<>();

  private BubblewrapArguments() {}

  /**
   * For {@code --args}: options that no process list shall show, NUL-terminated.
   *
   * @param workDir where the sandbox's user reaches the work directory
   */
  static byte[] options(SandboxSpec spec, Path workDir, boolean seccomp) {
    var bwrap = new BubblewrapArguments();
    bwrap.namespaces(spec.network());
    bwrap.files(spec, workDir);
    bwrap.environment(spec.environment());
    if (seccomp) {
      bwrap.add("--seccomp", Integer.toString(Launcher.SECCOMP_FD));
    }
    var bytes = new ByteArrayOutputStream();
    for (String argument : bwrap.arguments) {
      bytes.writeBytes(argument.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
    }
    return bytes.toByteArray();
  }

  /**
   * The command under its resource limits. They are set inside, where the number of processes is
   * counted for this user namespace alone and not for all sandboxes of the same user.
   *
   * @param limitAddressSpace where no cgroup limits memory
   */
  static List<String> command(SandboxSpec spec, boolean limitAddressSpace) {
    Limits limits = spec.limits();
    long cpu = seconds(limits.cpuTime());
    List<String> command = new ArrayList<>(List.of("prlimit", "--core=0"));
    command.add("--cpu=" + cpu + ":" + (cpu + 1));
    command.add("--fsize=" + limits.fileBytes());
    command.add("--nproc=" + limits.processes());
    command.add("--nofile=" + OPEN_FILES);
    if (limitAddressSpace) {
      command.add("--as=" + limits.memoryBytes());
    }
    command.add("--");
    command.addAll(spec.command());
    return command;
  }

  private void namespaces(boolean network) {
    add("--unshare-all", "--unshare-user", "--disable-userns");
    if (network) {
      add("--share-net");
    }
    add("--die-with-parent", "--new-session", "--hostname", "sandbox");
    add("--cap-drop", "ALL", "--uid", ID, "--gid", ID);
  }

  private void files(SandboxSpec spec, Path workDir) {
    add("--ro-bind", "/usr", "/usr");
    for (String directory : List.of("bin", "sbin", "lib", "lib64")) {
      add("--symlink", "usr/" + directory, "/" + directory);
    }
    add("--dir", "/etc");
    ETC.forEach(this::etc);
    if (spec.network()) {
      NETWORK_ETC.forEach(this::etc);
    }
    add("--proc", "/proc", "--dev", "/dev");
    for (String directory : List.of("/tmp", "/dev/shm")) {
      add("--size", Long.toString(spec.limits().fileBytes()), "--perms", "0700");
      add("--tmpfs", directory);
    }
    for (Path path : spec.readOnly()) {
      add("--ro-bind", path.toString(), path.toString());
    }
    add("--bind", workDir.toString(), "/work", "--chdir", "/work");
    // Last: both are memory file systems without a size until nothing can be written to them.
    add("--remount-ro", "/dev", "--remount-ro", "/");
  }

  private void environment(Map<String, String> variables) {
    add("--clearenv");
    ENVIRONMENT.forEach((name, value) -> add("--setenv", name, value));
    variables.forEach((name, value) -> add("--setenv", name, value));
  }

  private void etc(String name) {
    add("--ro-bind-try", "/etc/" + name, "/etc/" + name);
  }

  private void add(String... more) {
    for (String argument : more) {
      if (argument.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("An argument or variable contains a NUL character");
      }
      arguments.add(argument);
    }
  }

  private static long seconds(Duration duration) {
    return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
  }
}
