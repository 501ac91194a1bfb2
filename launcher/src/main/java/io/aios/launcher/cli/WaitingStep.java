package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A step that waits for approval, as the command line names it. */
final class WaitingStep {
  static final String PATH = "/api/v1/approvals";

  @Parameters(index = "0", paramLabel = "ID", description = "The command.")
  private String id = "";

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "Which of its steps; needed when several wait.")
  private @Nullable String step;

  /** With what its tool would do now. */
  JsonNode find(Gateway gateway) throws IOException, InterruptedException {
    String named = step == null ? only(gateway) : step;
    return gateway.get(
        PATH + "/" + CommandsCommand.encode(id) + "/" + CommandsCommand.encode(named));
  }

  private String only(Gateway gateway) throws IOException, InterruptedException {
    var waiting =
        gateway
            .get(PATH)
            .path("items")
            .valueStream()
            .filter(each -> each.path("commandId").asString("").equalsIgnoreCase(id))
            .map(each -> each.path("step").asString(""))
            .toList();
    if (waiting.size() == 1) {
      return waiting.getFirst();
    }
    throw waiting.isEmpty()
        ? new CommandFailure(
            CommandFailure.FAILED, "no step of command " + id + " waits for approval")
        : new CommandFailure(
            CommandFailure.USAGE, "several wait; name one of them: --step " + waiting);
  }

  String commandPath() {
    return CommandsCommand.path(id);
  }

  /** The body of an answer that names the step, if it was named. */
  ObjectNode decision() {
    ObjectNode decision = JsonMapper.builder().build().createObjectNode();
    return step == null ? decision : decision.put("step", step);
  }

  /** How things stand after an answer. */
  String decided(JsonNode command) {
    String status = command.path("status").asString("");
    return "Command %s is %s".formatted(id, status.replace('_', ' '));
  }
}
