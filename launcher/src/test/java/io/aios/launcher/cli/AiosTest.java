package io.aios.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.SuiteState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AiosTest {
  @TempDir Path directory;

  private final Capture capture = new Capture();

  @Test
  void explainsEveryCommandAndEveryOption() {
    explain(Aios.commandLine(capture.terminal()));
  }

  private static void explain(CommandLine command) {
    var spec = command.getCommandSpec();
    if (!spec.usageMessage().hidden()) {
      assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
      spec.options().stream()
          .filter(option -> !option.hidden())
          .forEach(option -> assertThat(option.description()).as(spec + " " + option).isNotEmpty());
      command.getSubcommands().values().forEach(AiosTest::explain);
    }
  }

  @Test
  void endsWithFourAndSaysHowToStartWhenNoSuiteRuns() {
    for (String command : new String[] {"status", "down", "token", "login", "logout"}) {
      assertThat(capture.run(command, "--data", directory.toString())).as(command).isEqualTo(4);
    }
    assertThat(capture.run("tools", "list", "--data", directory.toString())).isEqualTo(4);
    assertThat(capture.run("commands", "list", "--data", directory.toString())).isEqualTo(4);
    assertThat(capture.run("run", "a_tool", "--data", directory.toString())).isEqualTo(4);
    assertThat(capture.err()).contains("start it with `aios up`").doesNotContain("\tat ");
  }

  @Test
  void leavesContainersToTheirEngine() {
    DataDirectory data = new DataDirectory(directory);
    data.prepare();
    SuiteState.starting(Instant.now(), SuiteState.CONTAINERS, true, "0.1.0").write(data);

    for (String command : new String[] {"up", "down", "logs", "doctor"}) {
      assertThat(capture.run(command, "--data", directory.toString())).as(command).isEqualTo(1);
    }
    assertThat(capture.err())
        .contains("`docker compose up`", "`docker compose stop`", "`docker compose logs`")
        .doesNotContain("\tat ");
  }

  @Test
  void endsWithTwoOnWrongUsage() {
    assertThat(
            Aios.commandLine(capture.terminal())
                .setErr(new PrintWriter(new StringWriter()))
                .execute("fly"))
        .isEqualTo(2);
    assertThat(capture.run("run", "--data", directory.toString())).isEqualTo(2);
    assertThat(capture.run("run", "tool", "nonsense")).isEqualTo(2);
    assertThat(capture.err()).contains("'nonsense' is neither key=value nor a JSON object");
  }

  @Test
  void completesItsCommands() {
    assertThat(capture.run("completion")).isZero();
    assertThat(capture.out())
        .contains("complete -F", "doctor", "--detach", "approvals", "replay", "versions");
  }

  @Test
  void saysItsVersion() {
    assertThat(capture.run("version")).isZero();
    assertThat(capture.out()).startsWith("aios ");
  }
}
