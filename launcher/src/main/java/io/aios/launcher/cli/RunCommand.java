package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.gateway.RunningCommandWatch;
import io.aios.launcher.cli.terminal.ResultPrinter;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs a tool or a plan as a command of the orchestrator. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a tool, or a plan of several; Ctrl-C cancels it.",
    footer = {
      "",
      "  aios run sysops_list_processes limit=5",
      "  aios run python_run_code --arg code='print(1 + 1)'",
      "  aios run python_run_code '{\"code\": \"print(1 + 1)\"}'",
      "  aios run -f plan.yaml",
      "",
      "A value that reads as JSON is sent as such (5, true, [1,2]); --arg always sends text.",
      "Exit status: 0 ok, 1 failed, 2 usage, 3 refused, 4 suite not running, 5 outcome unknown."
    })
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @Parameters(arity = "0..1", paramLabel = "TOOL", description = "Name of the tool.")
  private @Nullable String tool;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description = "key=value, or a JSON object.")
  private List<String> words = List.of();

  @Option(names = "--arg", paramLabel = "KEY=TEXT", description = "An argument that is text.")
  private Map<String, String> texts = Map.of();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A command or plan as JSON or YAML; - reads standard input.")
  private @Nullable String file;

  @Option(names = "--timeout", paramLabel = "DURATION", description = "Such as 30 or PT5M.")
  private @Nullable String timeout;

  @Option(names = "--dry-run", description = "Check everything, run nothing.")
  private boolean dryRun;

  @Option(names = "--key", paramLabel = "KEY", description = "Idempotency key.")
  private @Nullable String key;

  @Option(
      names = {"-o", "--output-dir"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where images are saved (default: here).")
  private Path output = Path.of(".");

  @Option(names = "--json", description = "Print the command's JSON document.")
  private boolean json;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ObjectNode command = command();
    try (Gateway gateway =
        new Gateway(dataOption.data(), dataOption.running(), Clock.systemUTC())) {
      if (dryRun) {
        terminal.print(
            gateway.post("/api/v1/commands", command.put("dryRun", true)).toPrettyString());
        return 0;
      }
      JsonNode accepted = gateway.post("/api/v1/commands", command.put("mode", "async"));
      JsonNode ended = new RunningCommandWatch(gateway, terminal, accepted).await();
      if (json) {
        terminal.print(ended.toPrettyString());
      } else {
        new ResultPrinter(terminal, output).print(ended);
      }
      return status(ended.path("status").asString(""));
    }
  }

  private ObjectNode command() {
    if ((tool == null) == (file == null)) {
      throw new CommandFailure(CommandFailure.USAGE, "name a tool or give a file with -f");
    }
    ObjectNode command =
        tool == null || file != null
            ? CommandDocument.read(file == null ? "-" : file, System.in)
            : CommandDocument.call(tool, words, texts);
    if (timeout != null) {
      command.put(
          "timeout", timeout.chars().allMatch(Character::isDigit) ? "PT" + timeout + "S" : timeout);
    }
    if (key != null) {
      command.put("idempotencyKey", key);
    }
    return command;
  }

  private static int status(String status) {
    return switch (status) {
      case "succeeded" -> 0;
      case "outcome_unknown" -> CommandFailure.UNKNOWN;
      default -> CommandFailure.FAILED;
    };
  }
}
