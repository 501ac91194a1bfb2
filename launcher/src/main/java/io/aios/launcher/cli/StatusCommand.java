package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.cli.terminal.Terminal.Tone;
import io.aios.launcher.data.Part;
import io.aios.launcher.data.SuiteState;
import io.aios.launcher.machine.Memory;
import io.aios.launcher.suite.Health;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Shows how the running suite is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows each service: port, health, version, memory. Exit status 1 when one is not healthy.")
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * One line of the table.
   *
   * @param memoryBytes resident, of the process that the part runs in
   */
  record Line(
      String service,
      int port,
      String health,
      String causes,
      String version,
      long pid,
      long memoryBytes) {}

  @Override
  public Integer call() throws InterruptedException {
    SuiteState state = dataOption.running();
    List<Line> lines = new ArrayList<>();
    try (Health health = Health.of(dataOption.data(), state)) {
      for (Part part : state.parts()) {
        lines.add(line(state, part, health));
      }
    }
    long total = state.isInContainers() ? 0 : Memory.ofTree(state.pid());
    if (json) {
      printJson(state, lines, total);
    } else {
      printTable(state, lines, total);
    }
    return lines.stream().allMatch(line -> line.health().equals("UP")) ? 0 : CommandFailure.FAILED;
  }

  private static Line line(SuiteState state, Part part, Health health) throws InterruptedException {
    boolean ownProcess = part.pid() != 0 && part.pid() != state.pid();
    long memory =
        part.pid() == 0 ? 0 : ownProcess ? Memory.ofTree(part.pid()) : Memory.of(part.pid());
    String version = part.infrastructure() ? part.detail() : state.version();
    Health.Report report = report(state, part, health);
    return new Line(
        part.name(),
        part.port(),
        report.up() ? "UP" : "DOWN",
        report.causes(),
        version,
        part.pid(),
        memory);
  }

  private static Health.Report report(SuiteState state, Part part, Health health)
      throws InterruptedException {
    if (!part.infrastructure()) {
      return part.port() == 0
          ? new Health.Report(false, part.detail())
          : health.of(URI.create(state.url(part.name())));
    }
    boolean up = part.port() == 0 || health.isListening(part.port());
    return new Health.Report(up, up ? "" : "nothing listens on port " + part.port());
  }

  private void printJson(SuiteState state, List<Line> lines, long total) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("phase", state.phase());
    document.put("mode", state.mode());
    document.put("pid", state.pid());
    document.put("gateway", state.gatewayUrl());
    document.put("memoryBytes", total);
    document.put("services", lines);
    terminal.print(
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document));
  }

  private void printTable(SuiteState state, List<Line> lines, long total) {
    Table table = new Table("SERVICE", "PORT", "HEALTH", "VERSION", "MEMORY", "CAUSE");
    for (Line line : lines) {
      boolean shared = line.pid() == state.pid();
      table.row(
          line.service(),
          line.port() == 0 ? "-" : Integer.toString(line.port()),
          terminal.paint(line.health().equals("UP") ? Tone.GOOD : Tone.BAD, line.health()),
          line.version(),
          shared ? "shared" : megabytes(line.memoryBytes()),
          line.causes());
    }
    table.lines().forEach(terminal::print);
    if (state.isInContainers()) {
      terminal.print("in containers; `docker compose stats` shows their memory");
      return;
    }
    terminal.print(
        "%s, pid %d, shared process %s, in all %s"
            .formatted(
                state.mode(), state.pid(), megabytes(Memory.of(state.pid())), megabytes(total)));
  }

  private static String megabytes(long bytes) {
    return bytes == 0 ? "-" : (bytes >> 20) + " MB";
  }
}
