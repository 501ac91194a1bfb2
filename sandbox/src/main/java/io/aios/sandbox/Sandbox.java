package io.aios.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts programs in bubblewrap. One serves a whole service; closing it ends all that it started,
 * and so does the end of this JVM, however it comes.
 *
 * <p>The boundary is made of: another user (nobody, when this process is root), namespaces for
 * users, mounts, processes, network, IPC, host name and control groups, no capability, no new
 * privileges, a system-call filter, resource limits, and a file system of its own in which only
 * {@code /work} and its {@code /tmp} can be written.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sandbox.class);
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final int REMOVE_ATTEMPTS = 100;
  private static final Duration REMOVE_PAUSE = Duration.ofMillis(20);

  private final Host host;
  private final Cgroups cgroups;
  private final Launcher launcher;
  private final Set<BubblewrapProcess> running = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor timer;

  private @Nullable SandboxHealth health;
  private long testedAt;

  Sandbox(Host host, Cgroups cgroups, Optional<byte[]> seccomp) throws IOException {
    this.host = host;
    this.cgroups = cgroups;
    this.launcher = new Launcher(host, seccomp);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sandbox-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Looks at this machine; whether it will do is what {@link #health} says.
   *
   * @throws IOException when there is no place for temporary files
   */
  public static Sandbox detect() throws IOException {
    String architecture = Objects.requireNonNullElse(System.getProperty("os.arch"), "unknown");
    return new Sandbox(
        Host.detect(), Cgroups.detect(), SeccompFilter.forArchitecture(architecture));
  }

  /** The result of a self-test that runs a program; kept when good, renewed in time when bad. */
  public synchronized SandboxHealth health() {
    boolean stale = System.nanoTime() - testedAt > RETRY.toNanos();
    if (health == null || (!health.available() && stale)) {
      health = new SelfTest(this, host, cgroups).run();
      testedAt = System.nanoTime();
    }
    return health;
  }

  /**
   * @throws SandboxUnavailable when the self-test failed
   */
  public SandboxProcess start(SandboxSpec spec) throws IOException {
    SandboxHealth tested = health();
    if (tested.cause() != null && tested.fix() != null) {
      throw new SandboxUnavailable(tested.cause(), tested.fix());
    }
    return startUntested(spec);
  }

  /**
   * Runs to the end, or to the wall time limit. An interrupt kills the program.
   *
   * @throws SandboxUnavailable when the self-test failed
   */
  public SandboxResult run(SandboxSpec spec, OutputListener listener)
      throws IOException, InterruptedException {
    try (SandboxProcess process = start(spec)) {
      return collect(process, spec.limits(), listener);
    }
  }

  /** Makes a directory belong to the user that sandboxed programs run as, for it alone. */
  public void own(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    if (host.root()) {
      Files.setAttribute(directory, "unix:gid", Host.NOBODY);
      Files.setAttribute(directory, "unix:uid", Host.NOBODY);
    }
  }

  @Override
  public void close() {
    running.forEach(BubblewrapProcess::close);
    timer.close();
    try {
      launcher.close();
    } catch (IOException e) {
      log.warn("Temporary files of the sandbox stay behind: {}", e.getMessage());
    }
  }

  Path scratch() {
    return launcher.scratch();
  }

  SandboxProcess startUntested(SandboxSpec spec) throws IOException {
    Cgroup cgroup = cgroups.create(spec.limits());
    try {
      var started = launcher.start(spec, cgroup, !cgroups.limitsMemory());
      var process = new BubblewrapProcess(started.process(), cgroup, spec.limits(), timer);
      running.add(process);
      process.onEnd(() -> ended(process, cgroup, started.options()));
      return process;
    } catch (IOException e) {
      cgroup.remove();
      throw e;
    }
  }

  static SandboxResult collect(SandboxProcess process, Limits limits, OutputListener listener)
      throws InterruptedException, IOException {
    var out = capture(process, limits, OutputListener.Channel.STDOUT, listener);
    var err = capture(process, limits, OutputListener.Channel.STDERR, listener);
    process.stdin().close();
    Thread outReader = Thread.ofPlatform().daemon().name("sandbox-stdout").start(out);
    Thread errReader = Thread.ofPlatform().daemon().name("sandbox-stderr").start(err);
    Exit exit = process.waitFor(limits.wallTime());
    outReader.join();
    errReader.join();
    return new SandboxResult(exit, out.head(), err.head(), out.truncated(), err.truncated());
  }

  private static OutputCapture capture(
      SandboxProcess process,
      Limits limits,
      OutputListener.Channel channel,
      OutputListener listener) {
    return new OutputCapture(
        switch (channel) {
          case STDOUT -> process.stdout();
          case STDERR -> process.stderr();
        },
        limits.outputBytes(),
        channel,
        listener);
  }

  private void ended(BubblewrapProcess process, Cgroup cgroup, Path options) {
    running.remove(process);
    try {
      Files.deleteIfExists(options);
    } catch (IOException e) {
      log.warn("Cannot delete {}: {}", options, e.getMessage());
    }
    remove(cgroup, REMOVE_ATTEMPTS);
  }

  private void remove(Cgroup cgroup, int attempts) {
    if (!cgroup.remove() && attempts > 0 && !timer.isShutdown()) {
      var _ =
          timer.schedule(
              () -> remove(cgroup, attempts - 1), REMOVE_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } else if (attempts == 0) {
      log.warn("A control group stays behind: {}", cgroup.directories());
    }
  }
}
