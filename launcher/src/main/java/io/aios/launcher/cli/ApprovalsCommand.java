package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.CommandPrinter;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Steps that wait for somebody to agree. */
@Command(
    name = "approvals",
    mixinStandardHelpOptions = true,
    description = "Lists, shows and decides what waits for approval.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ApprovalEditCommand.class)
final class ApprovalsCommand {
  private final Terminal terminal;

  ApprovalsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists what waits, the oldest first; everybody's if you may decide.")
  int list(
      @Mixin DataOption data, @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    JsonNode page;
    try (Gateway gateway = data.gateway()) {
      page = gateway.get(WaitingStep.PATH);
    }
    if (json) {
      terminal.print(page.toPrettyString());
      return 0;
    }
    Table table = new Table("COMMAND", "STEP", "USER", "TOOL", "RISK", "RULE", "AGREED", "EXPIRES");
    for (JsonNode each : page.path("items")) {
      table.row(
          each.path("commandId").asString(""),
          each.path("step").asString(""),
          each.path("subject").asString(""),
          each.path("tool").asString(""),
          each.path("risk").asString(""),
          each.path("rule").asString(""),
          "%d of %d".formatted(each.path("approvedBy").size(), each.path("approvers").asInt()),
          CommandPrinter.time(each.path("expiresAt")));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows the call that waits and what its tool would do now.")
  int show(
      @Mixin DataOption data,
      @Mixin WaitingStep step,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    JsonNode approval;
    try (Gateway gateway = data.gateway()) {
      approval = step.find(gateway);
    }
    if (json) {
      terminal.print(approval.toPrettyString());
    } else {
      new ApprovalPrinter(terminal).print(approval);
    }
    return 0;
  }

  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      description = "Lets a step go on with the arguments it has.")
  int approve(@Mixin DataOption data, @Mixin WaitingStep step)
      throws IOException, InterruptedException {
    return decide(data, step, "approve", null);
  }

  @Command(
      name = "reject",
      mixinStandardHelpOptions = true,
      description = "Lets a step fail; whose it is sees the reason.")
  int reject(
      @Mixin DataOption data,
      @Mixin WaitingStep step,
      @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
          @Nullable String reason)
      throws IOException, InterruptedException {
    return decide(data, step, "reject", reason);
  }

  private int decide(DataOption data, WaitingStep step, String verb, @Nullable String reason)
      throws IOException, InterruptedException {
    try (Gateway gateway = data.gateway()) {
      ObjectNode decision = step.decision();
      if (reason != null) {
        decision.put("reason", reason);
      }
      terminal.print(step.decided(gateway.post(step.commandPath() + "/" + verb, decision)));
    }
    return 0;
  }
}
