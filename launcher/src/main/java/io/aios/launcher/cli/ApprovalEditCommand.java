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

/** Approves a step with other arguments. */
@Command(
    name = "edit",
    mixinStandardHelpOptions = true,
    description = {
      "Approves a step with other arguments; what others agreed to before is void.",
      "Named arguments change those that the step has, -f replaces them all."
    },
    footer = {"", "  aios approvals edit ID path=/tmp/other --remove recursive"})
final class ApprovalEditCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Mixin private WaitingStep step = new WaitingStep();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description = "key=value, or a JSON object.")
  private List<String> words = List.of();

  @Option(names = "--arg", paramLabel = "KEY=TEXT", description = "An argument that is text.")
  private Map<String, String> texts = Map.of();

  @Option(names = "--remove", paramLabel = "KEY", description = "Leave this argument out.")
  private List<String> removed = List.of();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "All arguments as JSON or YAML; - reads standard input.")
  private @Nullable String file;

  ApprovalEditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (words.isEmpty() && texts.isEmpty() && removed.isEmpty() && file == null) {
      throw new CommandFailure(
          CommandFailure.USAGE, "name the arguments to change, or give all with -f");
    }
    ObjectNode changes = CommandDocument.arguments(words, texts);
    try (Gateway gateway = data.gateway()) {
      ObjectNode arguments =
          file == null
              ? step.find(gateway).path("arguments").deepCopy().asObject()
              : CommandDocument.read(file, System.in);
      arguments.setAll(changes);
      arguments.remove(removed);
      ObjectNode decision = step.decision();
      decision.set("arguments", arguments);
      terminal.say("With " + arguments);
      terminal.print(step.decided(gateway.post(step.commandPath() + "/approve", decision)));
    }
    return 0;
  }
}
