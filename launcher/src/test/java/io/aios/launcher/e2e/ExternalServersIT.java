package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example of docs/external-servers.md, on the running suite. */
@OnSharedSuite
class ExternalServersIT {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String PROMPT = "$ ./aios ";

  private static RunningSuite suite;
  private static Path programs;

  @BeforeAll
  static void start(RunningSuite shared) throws Exception {
    suite = shared;
    programs = Files.createDirectories(suite.root().resolve("mcp"));
    Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(DOCS.resolve("examples/weather.py"), programs.resolve("weather.py"));
  }

  /** A command of the example and what it prints. */
  private record Line(List<String> command, String output) {}

  private static List<Line> example() throws Exception {
    String page = Files.readString(DOCS.resolve("external-servers.md"));
    int start = page.indexOf("```console\n") + "```console\n".length();
    List<Line> lines = new ArrayList<>();
    for (String line : page.substring(start, page.indexOf("```", start)).lines().toList()) {
      if (line.startsWith(PROMPT)) {
        String command = line.substring(PROMPT.length()).replace("/opt/mcp", programs.toString());
        lines.add(new Line(List.of(command.split(" ")), ""));
      } else {
        lines.add(new Line(lines.removeLast().command(), line));
      }
    }
    return lines;
  }

  @Test
  void addsApprovesCallsAndRemovesTheExample() throws Exception {
    List<Line> lines = example();
    assertThat(lines).hasSize(4);
    for (Line line : lines) {
      // The registry's rounds bring an alias to the gateway.
      eventually(
          () -> {
            RunningSuite.Ran ran = suite.cli(line.command().toArray(String[]::new));
            assertThat(ran.status()).as("%s: %s%s", line, ran.out(), ran.err()).isZero();
            assertThat(ran.out()).contains(line.output());
          });
    }
    assertThat(suite.cli("servers", "show", "weather").out())
        .contains("get-forecast", "weather_get_forecast", "offered", "read");

    RunningSuite.Ran tooMuch = suite.cli("run", "weather_get_forecast", "country=No");
    assertThat(tooMuch.status()).as("the gateway checks the stranger's schema").isEqualTo(1);

    assertThat(suite.cli("servers", "remove", "weather").status()).isZero();
    eventually(
        () -> {
          assertThat(suite.cli("tools", "list").out()).doesNotContain("weather_");
        });
  }

  @Test
  void writesDecisionsToTheLedger() throws Exception {
    Path program = programs.resolve("weather.py");
    assertThat(suite.cli("servers", "add", "audited", "--", "python3", program.toString()).out())
        .contains("up");
    assertThat(suite.cli("servers", "approve", "audited", "--all", "--risk", "read").out())
        .contains("offered");

    eventually(
        () -> {
          String records = suite.cli("audit", "search", "--limit", "200").out();
          assertThat(records).contains("server.add", "server.tool.approve", "audited/get-forecast");
        });
  }

  private static void eventually(ThrowingRunnable check) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(check);
  }
}
