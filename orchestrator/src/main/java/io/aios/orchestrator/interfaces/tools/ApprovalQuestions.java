package io.aios.orchestrator.interfaces.tools;

import io.aios.contracts.commands.ApprovalView;
import io.aios.contracts.commands.ApprovalView.Preview;
import io.aios.mcp.Era;
import io.aios.mcp.McpJson;
import io.aios.mcp.input.Elicitation;
import io.aios.mcp.input.InputRequest;
import io.aios.mcp.input.InputRequired;
import io.aios.mcp.server.McpExchange;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.OwnApprovals;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks whoever called, by elicitation, for the approval that a step of its command waits for. The
 * command waits as it does for anybody else's word: who never answers leaves it waiting.
 */
@Component
final class ApprovalQuestions {
  private static final String COMMAND = "command";
  private static final String STEPS = "steps";

  /** What cannot be shown whole is not asked about here. */
  private static final int MOST_CHARS = 4_000;

  private static final int PREVIEW_CHARS = 2_000;

  /** In one round; the others are asked in the next. */
  private static final int MOST_QUESTIONS = 5;

  /** Controls, and what formats, as signs that turn the direction of writing. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private final OwnApprovals approvals;

  ApprovalQuestions(OwnApprovals approvals) {
    this.approvals = approvals;
  }

  /**
   * @throws InputRequired when the caller can be asked and may give the word
   */
  void ask(Principal caller, UUID command, McpExchange exchange) {
    if (!canBeAsked(exchange)) {
      return;
    }
    ObjectNode state = McpJson.object().put(COMMAND, command.toString());
    ObjectNode steps = state.putObject(STEPS);
    @Nullable InputRequired asked = null;
    for (ApprovalView view : approvals.open(caller, command, MOST_CHARS, MOST_QUESTIONS)) {
      steps.put(view.step(), OwnApprovals.shown(view));
      InputRequest form = form(view);
      asked = asked == null ? InputRequired.ask(view.step(), form) : asked.and(view.step(), form);
    }
    if (asked != null) {
      throw asked.remembering(state);
    }
  }

  /**
   * What was asked in the round before.
   *
   * @param closed whether the user closed a question without a choice, and is not to be asked again
   */
  record Round(UUID command, boolean closed) {}

  /** Records what the caller answered; empty when nothing was asked before. */
  Optional<Round> answered(Principal caller, McpExchange exchange) {
    ObjectNode state = exchange.requestState();
    if (state == null) {
      return Optional.empty();
    }
    UUID command = UUID.fromString(state.path(COMMAND).asString());
    boolean closed = false;
    for (Map.Entry<String, JsonNode> step : state.path(STEPS).properties()) {
      Elicitation answer = exchange.inputResponses().elicitation(step.getKey()).orElse(null);
      closed |= answer instanceof Elicitation.Cancelled;
      if (answer != null) {
        record(caller, command, step.getKey(), step.getValue().asString(), answer);
      }
    }
    return Optional.of(new Round(command, closed));
  }

  /** Only forms, and only in the protocol era that has them in the middle of a call. */
  private static boolean canBeAsked(McpExchange exchange) {
    return exchange.era() == Era.MODERN
        && new InputRequest.Form("", McpJson.object()).isAllowedBy(exchange.capabilities());
  }

  private void record(
      Principal caller, UUID command, String step, String shown, Elicitation answer) {
    String reason = "declined when asked through " + caller.client();
    switch (answer) {
      case Elicitation.Accepted yes -> approvals.decide(caller, command, step, shown, true, "");
      case Elicitation.Declined no -> approvals.decide(caller, command, step, shown, false, reason);
      case Elicitation.Cancelled later -> {
        // It goes on waiting, for this caller or for somebody else.
      }
    }
  }

  private static InputRequest form(ApprovalView view) {
    ObjectNode nothing = McpJson.object().put("type", "object");
    nothing.putObject("properties");
    return new InputRequest.Form(message(view), nothing);
  }

  /**
   * Arguments as JSON, what the tool says line by line behind a bar, and no sign that cannot be
   * seen: neither can pass for ours, or for something else.
   */
  private static String message(ApprovalView view) {
    StringBuilder text = new StringBuilder("Approve this call?\n");
    text.append("tool: ").append(view.tool()).append('\n');
    text.append("risk: ").append(view.risk() == null ? "unknown" : view.risk().wireName());
    text.append("\narguments: ").append(visible(OwnApprovals.arguments(view))).append('\n');
    text.append("asked for by the rule: ").append(view.rule()).append('\n');
    if (view.undo() != null) {
      text.append("undo: ").append(visible(view.undo())).append('\n');
    }
    Preview preview = view.preview();
    if (preview != null) {
      text.append(preview.available() ? "the tool's preview:\n" : "no preview:\n");
      text.append(quoted(preview.text()));
    }
    return text.toString();
  }

  private static String quoted(String said) {
    String cut = said.length() > PREVIEW_CHARS ? said.substring(0, PREVIEW_CHARS) + " …" : said;
    return cut.lines().map(line -> "| " + visible(line)).collect(Collectors.joining("\n"));
  }

  private static String visible(String text) {
    return UNSEEN
        .matcher(text)
        .replaceAll(found -> "\\\\u{" + Integer.toHexString(found.group().codePointAt(0)) + "}");
  }
}
