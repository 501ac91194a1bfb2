package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.CommandPrinter;
import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.cli.terminal.Terminal.Tone;
import tools.jackson.databind.JsonNode;

/** Prints a step that waits, for whoever is to decide. */
final class ApprovalPrinter {
  private final Terminal terminal;

  ApprovalPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(JsonNode approval) {
    line("tool", terminal.paint(Tone.STRONG, text(approval, "tool")));
    line("risk", risk(text(approval, "risk")));
    line("arguments", "");
    indented(approval.path("arguments").toPrettyString());
    JsonNode preview = approval.path("preview");
    if (preview.isObject()) {
      line("preview", preview.path("available").asBoolean(false) ? "" : "none");
      indented(text(preview, "text"));
    }
    line("undo", approval.path("undo").asString("the tool offers none"));
    line("for", "%s through %s".formatted(text(approval, "subject"), text(approval, "client")));
    line("step", "%s of %s".formatted(text(approval, "step"), text(approval, "commandId")));
    line("rule", text(approval, "rule"));
    line("needs", needs(approval));
    line(
        "expires",
        "%s, asked %s"
            .formatted(
                CommandPrinter.time(approval.path("expiresAt")),
                CommandPrinter.time(approval.path("requestedAt"))));
  }

  private static String needs(JsonNode approval) {
    String agreed =
        String.join(
            ", ", approval.path("approvedBy").valueStream().map(JsonNode::asString).toList());
    return "%d with %s%s%s"
        .formatted(
            approval.path("approvers").asInt(),
            text(approval, "grant"),
            approval.path("fourEyes").asBoolean(false) ? ", not " + text(approval, "subject") : "",
            agreed.isEmpty() ? "" : "; agreed: " + agreed);
  }

  private String risk(String risk) {
    Tone tone =
        switch (risk) {
          case "read" -> Tone.GOOD;
          case "write" -> Tone.WARN;
          default -> Tone.BAD;
        };
    return risk.isEmpty() ? "unknown" : terminal.paint(tone, risk);
  }

  private void line(String name, String value) {
    terminal.print("%-10s %s".formatted(name, value).stripTrailing());
  }

  private void indented(String text) {
    text.lines().forEach(line -> terminal.print("  " + line));
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }
}
