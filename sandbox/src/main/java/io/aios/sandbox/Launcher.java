package io.aios.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts bwrap through a short shell program, for what Java cannot do to a child: open files on
 * given descriptors, enter control groups before the first instruction of bwrap, and, as root, give
 * the work directory a place that its owner can reach whatever the modes of the directories above
 * it, in a mount namespace of its own.
 */
final class Launcher implements AutoCloseable {
  static final int SECCOMP_FD = 4;

  /**
   * Takes the options file, the filter file, files to write its id to, {@code --}, and what to
   * become. The kernel's out-of-memory killer shall prefer a sandbox to us.
   */
  private static final String SCRIPT =
      """
      set -e
      exec 3<"$1" 4<"$2"
      shift 2
      while [ "$1" != -- ]; do echo $$ > "$1"; shift; done
      shift
      echo 500 > /proc/self/oom_score_adj || :
      exec "$@"
      """;

  /** Takes the work directory, where to mount it, and what to become. */
  private static final String MOUNT =
      """
      mount --no-mtab --bind "$1" "$2"
      shift 2
      exec "$@"
      """;

  private final Host host;
  private final Path scratch;
  private final Path mountPoint;
  private final Optional<Path> filter;

  /**
   * The parent of all sandboxes. They die with the thread that started them, not with the process
   * (PR_SET_PDEATHSIG), so it must be one that lives as long as this launcher.
   */
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("sandbox-starter").factory());

  Launcher(Host host, Optional<byte[]> seccomp) throws IOException {
    this.host = host;
    this.scratch =
        Files.createTempDirectory(
            "aios-sandbox-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    this.mountPoint = Files.createDirectory(scratch.resolve("work"));
    if (seccomp.isPresent()) {
      this.filter = Optional.of(Files.write(scratch.resolve("seccomp"), seccomp.get()));
    } else {
      this.filter = Optional.empty();
    }
  }

  /** A started process and the file that holds its options, to be deleted at its end. */
  record Started(Process process, Path options) {}

  Started start(SandboxSpec spec, Cgroup cgroup, boolean limitAddressSpace) throws IOException {
    Path options = Files.createTempFile(scratch, "options", "");
    Path workDir = host.root() ? mountPoint : spec.workDir();
    Files.write(options, BubblewrapArguments.options(spec, workDir, filter.isPresent()));
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sandbox"));
    command.add(options.toString());
    command.add(filter.map(Path::toString).orElse("/dev/null"));
    cgroup.entrances().forEach(entrance -> command.add(entrance.toString()));
    command.add("--");
    if (host.root()) {
      command.addAll(becomeNobody(spec.workDir()));
    }
    // A JVM in the background of a shell ignores SIGINT, and what it starts would too.
    command.addAll(List.of("env", "--default-signal=INT,QUIT", host.bwrap().toString()));
    command.addAll(List.of("--args", "3", "--"));
    command.addAll(BubblewrapArguments.command(spec, limitAddressSpace));
    return new Started(spawn(command), options);
  }

  private List<String> becomeNobody(Path workDir) {
    String id = Integer.toString(Host.NOBODY);
    List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation=private"));
    command.addAll(List.of("/bin/sh", "-ec", MOUNT, "sandbox"));
    command.addAll(List.of(workDir.toString(), mountPoint.toString()));
    command.addAll(List.of(host.setpriv().toString(), "--reuid=" + id, "--regid=" + id));
    command.add("--clear-groups");
    return command;
  }

  Path scratch() {
    return scratch;
  }

  private Process spawn(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).directory(scratch.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    try {
      return starter.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException("Cannot start a sandbox: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while starting a sandbox", e);
    }
  }

  @Override
  public void close() throws IOException {
    starter.shutdown();
    try (var files = Files.list(scratch)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(scratch);
  }
}
