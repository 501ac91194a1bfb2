package io.aios.sysops.infrastructure.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.platform.tools.ToolFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CommandsIT {
  private static final Path SH = Path.of("/bin/sh");
  private final Commands commands =
      new Commands(new CommandProperties(Duration.ofSeconds(2), DataSize.ofBytes(1000)));

  private CommandResult sh(String script) {
    return commands.run(SH, List.of("-c", script));
  }

  @Test
  void givesNothingOfTheServersEnvironment() {
    assertThat(sh("env | cut -d= -f1 | sort | tr '\\n' ' '").output())
        .doesNotContain("HOME", "JAVA", "USER")
        .contains("PATH", "LC_ALL");
  }

  @Test
  void passesArgumentsAsTheyAre() {
    var result = commands.run(Path.of("/bin/echo"), List.of("$HOME; `id` && *", "a b"));
    assertThat(result.output()).isEqualTo("$HOME; `id` && * a b\n");
  }

  @Test
  void endsEndlessOutputAtTheLimit() {
    var result = sh("yes");
    assertThat(result.truncated()).isTrue();
    assertThat(result.output()).hasSize(1000);
  }

  @Test
  void killsWhatTakesTooLongWithItsChildren() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> sh("sleep 612 & sleep 613"))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("command-timeout"));
    awaitNoSleeper();
  }

  /** A killed process is listed until it has been waited for, a moment later. */
  private static void awaitNoSleeper() {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (ProcessHandle.current().descendants().anyMatch(CommandsIT::isSleeper)) {
      assertThat(System.nanoTime()).as("10 s have passed").isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static boolean isSleeper(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.matches(".*sleep 61[23].*"))
        .isPresent();
  }

  @Test
  void namesTheMissingProgram() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> commands.run(Path.of("/usr/bin/no-such"), List.of()))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("program-missing"));
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> commands.run(Path.of("sh"), List.of()))
        .withMessageContaining("sh");
  }

  @Test
  void readsNothingFromTheServersInput() {
    assertThat(sh("cat").output()).isEmpty();
  }
}
