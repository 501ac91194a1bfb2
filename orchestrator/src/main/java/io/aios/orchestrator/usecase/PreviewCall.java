package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.ApprovalView.Preview;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Principal;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Asks a tool what a call would do, without effect. */
@Component
final class PreviewCall {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Tools tools;

  PreviewCall(Tools tools) {
    this.tools = tools;
  }

  Preview preview(Principal principal, String tool, ObjectNode arguments) {
    Optional<ToolDescriptor> found = tools.find(tool);
    if (found.isEmpty()) {
      return none("there is no tool '" + tool + "' now");
    }
    if (!found.get().previews()) {
      return none("the tool has no preview");
    }
    try {
      return preview(tools.preview(principal, tool, arguments, PATIENCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return none("the preview was interrupted");
    }
  }

  static Preview none(String why) {
    return new Preview(false, why, null);
  }

  private static Preview preview(ToolAnswer answer) {
    return switch (answer) {
      case ToolAnswer.Answered answered -> {
        Json structured = answered.result().structured();
        yield new Preview(
            !answered.failed(),
            answered.result().text(),
            structured == null ? null : new RawValue(structured.text()));
      }
      case ToolAnswer.Refused refused -> none(refused.code() + ": " + refused.detail());
      case ToolAnswer.Lost lost -> none(lost.reason());
      case ToolAnswer.TimedOut late -> none(late.reason());
    };
  }
}
