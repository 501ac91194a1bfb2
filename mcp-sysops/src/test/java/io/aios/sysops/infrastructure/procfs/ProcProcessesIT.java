package io.aios.sysops.infrastructure.procfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.sysops.domain.ProcessEntry;
import io.aios.sysops.domain.SignalName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcProcessesIT {
  private final ProcProcesses processes = new ProcProcesses(Clock.systemUTC());
  private ProcessHandle sleeper;

  /** Its shell ends at once, so that it is nobody's child. */
  @BeforeEach
  void startOrphan() throws IOException {
    String script =
        "sleep 600 >/dev/null 2>&1 & until grep -q sleep /proc/$!/comm; do :; done; echo $!";
    Process shell = new ProcessBuilder("sh", "-c", script).start();
    String pid = new String(shell.getInputStream().readAllBytes(), UTF_8).strip();
    sleeper = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  @AfterEach
  void end() {
    sleeper.destroyForcibly();
  }

  private ProcessEntry entry() throws InterruptedException {
    return processes.list(Duration.ZERO).stream()
        .filter(process -> process.pid() == sleeper.pid())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void listsProcessWithUserMemoryAndCommand() throws InterruptedException {
    ProcessEntry entry = entry();
    assertThat(entry.name()).isEqualTo("sleep");
    assertThat(entry.user()).isEqualTo(System.getProperty("user.name"));
    assertThat(entry.memoryBytes()).isPositive();
    assertThat(entry.commandLine()).isEqualTo("sleep 600");
    assertThat(entry.started()).isBeforeOrEqualTo(Clock.systemUTC().instant().plusSeconds(2));
  }

  @Test
  void measuresCpuOverAnInterval() throws Exception {
    Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      var list = processes.list(Duration.ofMillis(500));
      assertThat(list)
          .filteredOn(process -> process.pid() == busy.pid())
          .singleElement()
          .satisfies(process -> assertThat(process.cpuPercent()).isPositive());
    } finally {
      busy.destroyForcibly();
    }
  }

  @Test
  void tellsDetailsOfOneProcess() {
    var detail = processes.detail((int) sleeper.pid()).orElseThrow();
    assertThat(detail.executable()).contains("sleep");
    assertThat(detail.openFiles()).isGreaterThanOrEqualTo(3);
    int own = (int) ProcessHandle.current().pid();
    assertThat(detail.nice()).isEqualTo(processes.detail(own).orElseThrow().nice());
    assertThat(processes.detail(Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  void signalsTheProcessThatStartedThen() throws Exception {
    long ticks = entry().startTicks();
    assertThat(processes.signal((int) sleeper.pid(), ticks, SignalName.TERM)).isTrue();
    sleeper.onExit().get();
    assertThat(processes.signal((int) sleeper.pid(), ticks, SignalName.TERM)).isFalse();
  }

  @Test
  void sparesALaterProcessWithTheSamePid() throws InterruptedException {
    long ticks = entry().startTicks() - 1;
    assertThat(processes.target((int) sleeper.pid(), ticks)).isEmpty();
    assertThat(processes.signal((int) sleeper.pid(), ticks, SignalName.KILL)).isFalse();
    assertThat(sleeper.isAlive()).isTrue();
  }

  @Test
  void countsItselfItsParentsAndItsChildrenToTheSuite() throws Exception {
    Process child = new ProcessBuilder("sleep", "600").start();
    try {
      assertThat(ofSuite(ProcessHandle.current())).contains(true);
      assertThat(ofSuite(ProcessHandle.current().parent().orElseThrow())).contains(true);
      assertThat(ofSuite(child.toHandle())).contains(true);
      assertThat(ofSuite(sleeper)).contains(false);
    } finally {
      child.destroyForcibly();
    }
  }

  private Optional<Boolean> ofSuite(ProcessHandle process) {
    int pid = (int) process.pid();
    long ticks = processes.detail(pid).orElseThrow().process().startTicks();
    return processes.target(pid, ticks).map(target -> target.ofSuite());
  }

  @Test
  void knowsKernelThreadsAndNamesWithParentheses() {
    String line =
        "7 (a) b) S 2 0 0 0 -1 2129984 0 0 0 0 3 4 0 0 20 0 1 0 99 0 5 18446744073709551615";
    ProcStat stat = ProcStat.parse(line);
    assertThat(stat.name()).isEqualTo("a) b");
    assertThat(stat.kernelThread()).isTrue();
    assertThat(stat.startTicks()).isEqualTo(99);
    assertThat(stat.cpuTicks()).isEqualTo(7);
    assertThat(stat.residentPages()).isEqualTo(5);
  }
}
