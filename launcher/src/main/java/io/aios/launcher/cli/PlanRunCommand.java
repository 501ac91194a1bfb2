package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a saved plan. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a saved plan; Ctrl-C cancels it.",
    footer = {"", "  aios plans run tidy directory=/var/log", "", "Exit status as of `aios run`."})
final class PlanRunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Parameters(
      index = "0",
      paramLabel = "NAME[@VERSION]",
      description = "The plan; its newest version when none is named.")
  private PlanReference plan = new PlanReference("", null);

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "INPUT",
      description = "key=value, or a JSON object.")
  private List<String> words = List.of();

  @Option(names = "--arg", paramLabel = "KEY=TEXT", description = "An input that is text.")
  private Map<String, String> texts = Map.of();

  @Mixin private SubmitOptions options = new SubmitOptions();

  PlanRunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Gateway gateway = data.gateway()) {
      return options.run(gateway, terminal, CommandDocument.planRun(plan, words, texts));
    }
  }
}
