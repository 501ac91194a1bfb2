package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a command is submitted and what is shown of it. */
final class SubmitOptions {
  @Option(names = "--timeout", paramLabel = "DURATION", description = "Such as 30 or PT5M.")
  private @Nullable String timeout;

  @Option(names = "--dry-run", description = "Check everything, run nothing.")
  private boolean dryRun;

  @Option(names = "--key", paramLabel = "KEY", description = "Idempotency key.")
  private @Nullable String key;

  @Mixin private ResultOptions results = new ResultOptions();

  /** Submits the command, follows it, prints what it gave; the exit status. */
  int run(Gateway gateway, Terminal terminal, ObjectNode command)
      throws IOException, InterruptedException {
    if (timeout != null) {
      command.put(
          "timeout", timeout.chars().allMatch(Character::isDigit) ? "PT" + timeout + "S" : timeout);
    }
    if (key != null) {
      command.put("idempotencyKey", key);
    }
    if (dryRun) {
      terminal.print(
          gateway.post("/api/v1/commands", command.put("dryRun", true)).toPrettyString());
      return 0;
    }
    JsonNode accepted = gateway.post("/api/v1/commands", command.put("mode", "async"));
    return results.await(gateway, terminal, accepted.path("id").asString(""));
  }
}
