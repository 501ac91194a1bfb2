package io.aios.orchestrator.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Intent.Outcome;
import io.aios.orchestrator.domain.Undo;
import io.aios.orchestrator.domain.UndoState;
import io.aios.orchestrator.domain.Undoing;
import io.aios.orchestrator.usecase.ArgumentSchemas.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of the call that is to be undone next. */
@Component
final class UndoDecision {
  private final Tools tools;
  private final ArgumentSchemas schemas;
  private final JsonMapper json;

  UndoDecision(Tools tools, ArgumentSchemas schemas, JsonMapper json) {
    this.tools = tools;
    this.schemas = schemas;
    this.json = json;
  }

  CommandHistory next(CommandHistory history, Undoing undoing, List<Ready> ready, Instant now) {
    Optional<String> next = undoing.next();
    if (next.isEmpty()) {
      return history;
    }
    String step = next.get();
    if (!now.isBefore(undoing.deadline())) {
      return history.with(new Intent.Expire(), now);
    }
    Undo.Possible undo = undoing.undo(step);
    Optional<Failure> refusal = refusal(undo, now);
    if (refusal.isPresent()) {
      Outcome fault = new Outcome.Fault(refusal.get(), null, true);
      return history.with(new Intent.ConcludeUndo(step, fault), now);
    }
    boolean repeatable = tools.find(undo.tool()).map(ToolDescriptor::repeatable).orElse(false);
    ready.add(call(undoing, step, repeatable));
    return history.with(new Intent.BeginUndo(step, repeatable), now);
  }

  /** The compensating call that is under way, to be made again. */
  Ready again(Undoing undoing, String step) {
    boolean repeatable =
        undoing.log().steps().get(step) instanceof UndoState.Started started
            && started.repeatable();
    return call(undoing, step, repeatable);
  }

  private Optional<Failure> refusal(Undo.Possible undo, Instant now) {
    Instant expires = undo.expires();
    if (expires != null && now.isAfter(expires)) {
      String detail = "it could be undone until " + expires;
      return Optional.of(new Failure(Failure.NOT_UNDOABLE, detail));
    }
    Optional<ToolDescriptor> tool = tools.find(undo.tool());
    if (tool.isEmpty()) {
      String detail = "The tool '" + undo.tool() + "' that undoes it is gone";
      return Optional.of(new Failure(ProblemType.UNKNOWN_TOOL.slug(), detail));
    }
    List<Violation> violations = schemas.check(tool.get().inputSchema(), arguments(undo), Set.of());
    return violations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Failure(
                ProblemType.SCHEMA_VIOLATION.slug(), CheckCall.detail(tool.get(), violations)));
  }

  private Ready call(Undoing undoing, String step, boolean repeatable) {
    Undo.Possible undo = undoing.undo(step);
    return new Ready(
        step,
        true,
        undo.tool(),
        arguments(undo),
        repeatable,
        undoing.by(),
        false,
        undoing.deadline());
  }

  private ObjectNode arguments(Undo.Possible undo) {
    return json.readTree(undo.arguments().text()).asObject();
  }
}
