package io.aios.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LifecycleIT extends Sandboxed {

  /** Starts processes that leave the session and the process group, and says so. */
  private static final String TREE =
      """
      (setsid sleep 4711 &) ; (nohup sleep 4712 >/dev/null 2>&1 &); sleep 4713 & echo started; wait
      """;

  @Test
  void closeKillsTheWholeTree() throws Exception {
    SandboxProcess process = tree(sandbox);
    assertThat(sleepers()).isEqualTo(3);
    process.close();
    assertThat(sleepers()).isZero();
    assertThat(process.exit().orElseThrow().cause()).isEqualTo(Exit.Cause.CLOSED);
    process.close();
  }

  @Test
  void closingTheSandboxEndsAllItStarted() throws Exception {
    SandboxProcess process;
    try (Sandbox other = Sandbox.detect()) {
      process = tree(other);
    }
    assertThat(process.alive()).isFalse();
    assertThat(sleepers()).isZero();
  }

  /** Or one would run under the other's limits. */
  @Test
  void sandboxesOfOneProcessShareNoControlGroup() throws Exception {
    String ours = ProcessHandle.current().pid() + "-";
    SandboxSpec sleep = SandboxSpec.of(List.of("/bin/sleep", "20"), work, LIMITS);
    try (Sandbox one = Sandbox.detect();
        Sandbox other = Sandbox.detect()) {
      assertThat(one.health().available()).isTrue();
      assertThat(other.health().available()).isTrue();
      assertThat(IsolationIT.eventually(() -> groups(ours) == 0 ? 1 : 0)).isEqualTo(1);
      one.start(sleep);
      long ofOne = groups(ours);
      other.start(sleep);

      assertThat(groups(ours)).isEqualTo(2 * ofOne);
    }
  }

  @Test
  void anEndIsNoticedWhileTheCommonPoolIsBusy() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    ForkJoinPool pool = ForkJoinPool.commonPool();
    for (int i = 0; i < pool.getParallelism(); i++) {
      pool.execute(() -> awaitUninterruptibly(busy));
    }
    SandboxProcess process = sandbox.start(SandboxSpec.of(List.of("/bin/true"), work, LIMITS));
    try {
      assertThat(IsolationIT.eventually(() -> process.alive() ? 0 : 1)).isEqualTo(1);
    } finally {
      busy.countDown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void processesLeftBehindEndWithTheProgram() throws Exception {
    shell("(setsid sleep 4711 >/dev/null 2>&1 &); (setsid sleep 4712 >/dev/null 2>&1 &); exit 0");
    assertThat(IsolationIT.eventually(() -> sleepers() == 0 ? 1 : 0)).isEqualTo(1);
  }

  @Test
  void outlivesTheThreadThatStartedIt() throws Exception {
    var start = new FutureTask<>(() -> tree(sandbox));
    Thread starter = Thread.ofPlatform().start(start);
    starter.join();
    try (SandboxProcess process = start.get()) {
      Thread.sleep(200);
      assertThat(process.alive()).isTrue();
    }
  }

  @Test
  void diesWithTheJvmThatStartedIt() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process jvm =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Forgetful.class.getName(),
                work.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(IsolationIT.eventually(() -> sleepers() == 3 ? 1 : 0)).isEqualTo(1);
    jvm.destroyForcibly().waitFor();
    assertThat(IsolationIT.eventually(() -> sleepers() == 0 ? 1 : 0)).isEqualTo(1);
  }

  /** A program that starts a sandbox and never ends it. */
  static final class Forgetful {
    public static void main(String[] args) throws Exception {
      Sandbox sandbox = Sandbox.detect();
      sandbox.start(SandboxSpec.of(List.of("/bin/bash", "-c", TREE), Path.of(args[0]), LIMITS));
      Thread.sleep(Duration.ofMinutes(1));
      sandbox.close();
    }
  }

  @Test
  void interruptReachesTheProgram() throws Exception {
    var code =
        """
        import time
        try:
            print("ready", flush=True); time.sleep(30)
        except KeyboardInterrupt:
            print("interrupted", flush=True)
        """;
    try (SandboxProcess process = sandbox.start(pythonSpec(code, LIMITS))) {
      var lines =
          new BufferedReader(new InputStreamReader(process.stdout(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).isEqualTo("ready");
      process.interrupt();
      assertThat(lines.readLine()).isEqualTo("interrupted");
      assertThat(process.waitFor(Duration.ofSeconds(5)).succeeded()).isTrue();
    }
  }

  @Test
  void interruptOfTheCallingThreadKillsTheProgram() throws Exception {
    var run = new FutureTask<>(() -> shell("exec sleep 4711"));
    Thread caller = Thread.ofVirtual().start(run);
    assertThat(IsolationIT.eventually(() -> sleepers() == 1 ? 1 : 0)).isEqualTo(1);
    caller.interrupt();
    caller.join();
    assertThat(sleepers()).isZero();
  }

  @Test
  void removesItsControlGroupsAndTemporaryFiles() throws Exception {
    Path scratch;
    try (Sandbox other = Sandbox.detect()) {
      other.run(pythonSpec("print(1)", LIMITS), OutputListener.none());
      scratch = other.scratch();
      assertThat(IsolationIT.eventually(() -> hasOnlyWhatAllShare(scratch) ? 1 : 0)).isEqualTo(1);
    }
    assertThat(scratch).doesNotExist();
    String mine = ProcessHandle.current().pid() + "-";
    assertThat(IsolationIT.eventually(() -> groups(mine) == 0 ? 1 : 0)).isEqualTo(1);
  }

  @Test
  void namesAMissingBubblewrapAndTheFix() throws Exception {
    try (var none =
        new Sandbox(Host.detect(List.of(work), true), Cgroups.none("test"), Optional.empty())) {
      assertThatThrownBy(() -> none.start(pythonSpec("1", LIMITS)))
          .isInstanceOf(SandboxUnavailable.class)
          .hasMessageContaining("bwrap")
          .hasMessageContaining("install the package 'bubblewrap'");
    }
  }

  @Test
  void namesUserNamespacesThatAreSwitchedOff() throws Exception {
    Path bin = Files.createDirectory(temporary.resolve("bin"));
    Path bwrap = Files.writeString(bin.resolve("bwrap"), WITHOUT_NAMESPACES);
    assertThat(bwrap.toFile().setExecutable(true, false)).isTrue();
    for (Path path : List.of(temporary, bin, bwrap)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Host host = Host.detect(List.of(bin, Path.of("/usr/bin")), Host.detect().root());
    try (var none = new Sandbox(host, Cgroups.none("test"), Optional.empty())) {
      assertThat(none.health().cause()).contains("user namespaces are switched off");
      assertThat(none.health().fix()).contains("max_user_namespaces");
    }
  }

  /** The real bwrap where the kernel allows no further user namespace. */
  private static final String WITHOUT_NAMESPACES =
      """
      #!/bin/sh
      [ "$1" = --help ] && exec /usr/bin/bwrap --help
      exec unshare --user --map-root-user sh -c \
        'echo 0 > /proc/sys/user/max_user_namespaces; exec /usr/bin/bwrap "$@"' bwrap "$@"
      """;

  private SandboxProcess tree(Sandbox owner) throws Exception {
    var process = owner.start(SandboxSpec.of(List.of("/bin/bash", "-c", TREE), work, LIMITS));
    assertThat(process.stdout().read()).isEqualTo('s');
    assertThat(IsolationIT.eventually(() -> sleepers() == 3 ? 1 : 0)).isEqualTo(1);
    return process;
  }

  private static int sleepers() {
    return (int)
        List.of("4711", "4712", "4713").stream()
            .filter(time -> IsolationIT.pidOf("sleep", time) != 0)
            .count();
  }

  private static boolean hasOnlyWhatAllShare(Path scratch) {
    String[] names = scratch.toFile().list();
    return names != null && names.length == 2;
  }

  private static long groups(String prefix) {
    return CgroupHierarchies.ofThisProcess().mounts().stream()
        .filter(line -> line.contains(" - cgroup"))
        .map(line -> Path.of(line.split(" ", -1)[4], WritableCgroups.NAME))
        .filter(Files::isDirectory)
        .mapToLong(
            base -> Stream.of(base.toFile().list()).filter(n -> n.startsWith(prefix)).count())
        .sum();
  }
}
