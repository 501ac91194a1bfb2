package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
      "Exit status: 0 ok, 1 failed, 2 usage, 3 refused, 4 suite not running, 5 outcome unknown,",
      "6 waits for somebody's approval."
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

  @Mixin private SubmitOptions options = new SubmitOptions();

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ObjectNode command = command();
    try (Gateway gateway = dataOption.gateway()) {
      return options.run(gateway, terminal, command);
    }
  }

  private ObjectNode command() {
    if ((tool == null) == (file == null)) {
      throw new CommandFailure(CommandFailure.USAGE, "name a tool or give a file with -f");
    }
    return tool == null || file != null
        ? CommandDocument.read(file == null ? "-" : file, System.in)
        : CommandDocument.call(tool, words, texts);
  }
}
