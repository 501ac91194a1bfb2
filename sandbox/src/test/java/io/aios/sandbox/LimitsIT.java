package io.aios.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsIT extends Sandboxed {
  private static final long MIB = 1 << 20;

  private static final String HOG =
      """
      kept = []
      while True: kept.append(bytearray(b"x" * (8 << 20)))
      """;

  @Test
  void killsAtTheMemoryLimitAndSaysSo() throws Exception {
    var result = python(HOG, LIMITS.withMemoryBytes(96 * MIB));
    assertThat(result.exit().cause()).isEqualTo(Exit.Cause.MEMORY);
    assertThat(result.exit().memoryKills()).isPositive();
  }

  @Test
  void countsTheMemoryOfAllProcessesTogether() throws Exception {
    var result =
        python(
            """
            import os
            for _ in range(4):
                if os.fork() == 0:
                    kept = b"x" * (40 << 20)
                    os._exit(0 if len(kept) else 1)
            print(sum(os.wait()[1] != 0 for _ in range(4)) > 0)
            """,
            LIMITS.withMemoryBytes(64 * MIB));
    assertThat(result.exit().memoryKills()).isPositive();
  }

  @Test
  void limitsMemoryOfEachProcessWhereNoCgroupCanBeMade() throws Exception {
    try (var degraded = new Sandbox(Host.detect(), Cgroups.none("not here"), Optional.empty())) {
      assertThat(degraded.health().degraded()).hasSize(2);
      var spec = pythonSpec(HOG, LIMITS.withMemoryBytes(96 * MIB));
      var result = degraded.run(spec, OutputListener.none());
      assertThat(result.stderr()).contains("MemoryError");
    }
  }

  @Test
  void containsAForkBomb() throws Exception {
    var result =
        python(
            """
            import os, time
            made = 0
            try:
                while made < 500:
                    if os.fork() == 0: time.sleep(30)
                    made += 1
            except BlockingIOError:
                print(made)
            """,
            LIMITS.withProcesses(30));
    assertThat(Integer.parseInt(result.stdout().strip())).isBetween(10, 30);
  }

  @Test
  void countsProcessesPerSandboxAndNotPerUser() throws Exception {
    Limits few = LIMITS.withProcesses(12);
    var sleeper = "import os, time\nfor _ in range(6):\n  if os.fork() == 0: break\ntime.sleep(30)";
    try (var one = sandbox.start(pythonSpec(sleeper, few));
        var two = sandbox.start(pythonSpec(sleeper, few))) {
      var result = python("import os\nfor _ in range(5): os.fork() or os._exit(0)\nprint(1)", few);
      assertThat(result.stdout()).isEqualTo("1\n");
      assertThat(one.alive() && two.alive()).isTrue();
    }
  }

  @Test
  void limitsProcessesByRlimitWhereNoCgroupCanBeMade() throws Exception {
    try (var degraded = new Sandbox(Host.detect(), Cgroups.none("not here"), Optional.empty())) {
      var spec =
          pythonSpec(
              """
              import os, time
              made = 0
              try:
                  while made < 500:
                      if os.fork() == 0: time.sleep(30)
                      made += 1
              except BlockingIOError:
                  print(made)
              """,
              LIMITS.withProcesses(30));
      var result = degraded.run(spec, OutputListener.none());
      assertThat(Integer.parseInt(result.stdout().strip())).isBetween(10, 30);
    }
  }

  @Test
  void killsAtTheCpuTimeLimitAndSaysSo() throws Exception {
    var result = python("while True: pass", LIMITS.withCpuTime(Duration.ofSeconds(1)));
    assertThat(result.exit().cause()).isEqualTo(Exit.Cause.CPU_TIME);
  }

  @Test
  void killsAtTheWallTimeLimitAndKeepsOutput() throws Exception {
    var result =
        python(
            "import time; print('early', flush=True); time.sleep(30)",
            LIMITS.withWallTime(Duration.ofMillis(700)));
    assertThat(result.exit().cause()).isEqualTo(Exit.Cause.WALL_TIME);
    assertThat(result.stdout()).isEqualTo("early\n");
  }

  @Test
  void killsAtTheWallTimeLimitThoughNobodyWaits() throws Exception {
    Limits brief = LIMITS.withWallTime(Duration.ofMillis(300));
    try (var process = sandbox.start(pythonSpec("import time; time.sleep(30)", brief))) {
      assertThat(IsolationIT.eventually(() -> process.alive() ? 0 : 1)).isEqualTo(1);
      assertThat(process.exit().orElseThrow().cause()).isEqualTo(Exit.Cause.WALL_TIME);
    }
  }

  @Test
  void stopsAFileAtItsSizeLimit() throws Exception {
    var result =
        python(
            """
            import os
            written = 0
            try:
                with open("big", "wb", buffering=0) as file:
                    while written < 8 << 20: written += file.write(b"x" * 65536)
            except OSError as e:
                print(written, e.errno)
            """,
            LIMITS.withFileBytes(MIB));
    assertThat(result.stdout()).isEqualTo(MIB + " 27\n"); // EFBIG
    assertThat(work.resolve("big")).hasSize(MIB);
  }

  @Test
  void limitsItsMemoryFileSystems() throws Exception {
    for (String directory : List.of("/tmp", "/dev/shm")) {
      var result =
          python(
              """
              import errno
              try:
                  for i in range(64):
                      with open("%s/" + str(i), "wb") as file: file.write(b"x" * (1 << 19))
              except OSError as e:
                  print(i, errno.errorcode[e.errno])
              """
                  .formatted(directory),
              LIMITS.withFileBytes(4 * MIB));
      assertThat(result.stdout()).isEqualTo("8 ENOSPC\n");
    }
  }

  @Test
  void keepsTheHeadOfTooMuchOutputAndSaysSo() throws Exception {
    var result =
        python(
            "import sys; sys.stdout.write('é' * 500_000); sys.stderr.write('short')",
            LIMITS.withOutputBytes(1001));
    assertThat(result.stdout()).startsWith("éé").hasSizeBetween(500, 501);
    assertThat(result.stdoutTruncated()).isTrue();
    assertThat(result.stderr()).isEqualTo("short");
    assertThat(result.stderrTruncated()).isFalse();
    assertThat(result.exit().succeeded()).isTrue();
  }

  @Test
  void cannotRaiseItsLimits() throws Exception {
    var result =
        python(
            """
            import resource
            for limit in [resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU]:
                try:
                    resource.setrlimit(limit, (1 << 40, 1 << 40)); print("raised")
                except (ValueError, PermissionError): print("refused")
            """);
    assertThat(result.stdout()).isEqualTo("refused\n".repeat(3));
  }
}
