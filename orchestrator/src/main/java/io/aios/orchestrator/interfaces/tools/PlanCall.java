package io.aios.orchestrator.interfaces.tools;

import io.aios.contracts.commands.CommandMode;
import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.commands.CommandStatus;
import io.aios.contracts.commands.CommandView;
import io.aios.contracts.problems.ProblemType;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.Members;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.Content;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.interfaces.tools.ApprovalQuestions.Round;
import io.aios.orchestrator.usecase.AwaitCommand;
import io.aios.orchestrator.usecase.CancelCommand;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.CommandOrigins;
import io.aios.orchestrator.usecase.CommandRendering;
import io.aios.orchestrator.usecase.Submission;
import io.aios.orchestrator.usecase.SubmitCommand;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Runs a saved plan as a command and answers as a tool does. */
@Component
final class PlanCall {
  private static final String COMMAND_HEADER = "X-Aios-Command-Id";
  private static final String COMMAND = "io.aios/command";

  private final SubmitCommand submit;
  private final CancelCommand cancel;
  private final CommandOrigins origins;
  private final AwaitCommand waiting;
  private final ApprovalQuestions questions;

  PlanCall(
      SubmitCommand submit,
      CancelCommand cancel,
      CommandOrigins origins,
      AwaitCommand waiting,
      ApprovalQuestions questions) {
    this.submit = submit;
    this.cancel = cancel;
    this.origins = origins;
    this.waiting = waiting;
    this.questions = questions;
  }

  CallToolResult call(
      CallerIdentity caller, String plan, ObjectNode arguments, McpExchange exchange) {
    Principal principal = new Principal(caller.subject(), caller.client(), caller.grants());
    Origin origin = origins.inside(exchange.header(COMMAND_HEADER));
    try {
      Optional<Round> round = questions.answered(principal, exchange);
      if (round.isPresent()) {
        return goneOn(principal, round.get(), exchange);
      }
      return switch (submit.submit(principal, request(plan, arguments), origin)) {
        case Submission.Accepted accepted -> awaited(principal, accepted, exchange);
        case Submission.Repeated repeated ->
            throw new IllegalStateException("A call without a key is never a repetition");
        case Submission.DryRun dryRun ->
            throw new IllegalStateException("A call that is no dry run gives no report");
      };
    } catch (Problem refused) {
      if (refused.type() == ProblemType.SERVICE_UNAVAILABLE) {
        throw refused;
      }
      return CallToolResult.failure(refused.type().slug() + ": " + refused.detail());
    }
  }

  /** Who hangs up cancels the plan. */
  private CallToolResult awaited(
      Principal principal, Submission.Accepted accepted, McpExchange exchange) {
    try {
      CommandHistory history = accepted.ended().get();
      return answer(principal, CommandRendering.view(history), exchange);
    } catch (InterruptedException e) {
      throw cancelled(principal, accepted.id());
    } catch (ExecutionException e) {
      throw McpError.internal(
          "Command " + accepted.id() + " goes on elsewhere; ask for its result there");
    }
  }

  /** On with a command whose caller was asked for approval. */
  private CallToolResult goneOn(Principal principal, Round round, McpExchange exchange) {
    try {
      CommandView view = waiting.await(principal, round.command());
      return round.closed() ? answer(view) : answer(principal, view, exchange);
    } catch (InterruptedException e) {
      throw cancelled(principal, round.command());
    }
  }

  private McpError cancelled(Principal principal, UUID command) {
    cancel.cancel(principal, command);
    return McpError.internal("The caller went away; command " + command + " is cancelled");
  }

  private CallToolResult answer(Principal principal, CommandView view, McpExchange exchange) {
    if (view.status() == CommandStatus.AWAITING_APPROVAL) {
      questions.ask(principal, view.id(), exchange);
    }
    return answer(view);
  }

  private static CallToolResult answer(CommandView view) {
    boolean done = view.status() == CommandStatus.SUCCEEDED;
    Object value = view.output() == null ? view : view.output();
    String text = done ? McpJson.MAPPER.writeValueAsString(value) : reason(view);
    Members command = json -> json.writeStringProperty(COMMAND, view.id().toString());
    return new CallToolResult(List.of(new Content.Text(text)), done ? value : null, !done, command);
  }

  /** A plan that waits for approval goes on by itself when that was given. */
  private static String reason(CommandView view) {
    String where = "; see " + SubmitCommand.location(view.id());
    return switch (view.status()) {
      case AWAITING_APPROVAL -> "approval-needed: a step waits for approval" + where;
      default ->
          view.failure() == null
              ? view.status().wireName() + where
              : view.failure().code() + ": " + view.failure().detail() + where;
    };
  }

  private static CommandRequest request(String plan, ObjectNode arguments) {
    @Nullable Integer newest = null;
    return new CommandRequest(
        null,
        null,
        null,
        plan,
        newest,
        arguments,
        null,
        null,
        null,
        CommandMode.SYNC,
        null,
        null,
        null);
  }
}
