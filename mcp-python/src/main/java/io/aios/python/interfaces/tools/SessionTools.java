package io.aios.python.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.tools.Risk;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolFailure;
import io.aios.platform.tools.ToolResult;
import io.aios.platform.tools.ToolUndo;
import io.aios.python.domain.Execution;
import io.aios.python.domain.Inspection;
import io.aios.python.domain.Variable;
import io.aios.python.usecase.PythonProperties;
import io.aios.python.usecase.Session;
import io.aios.python.usecase.Sessions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tools around sessions, which keep variables and files between executions. */
@Component
class SessionTools {
  private final Sessions sessions;
  private final PythonProperties properties;

  SessionTools(Sessions sessions, PythonProperties properties) {
    this.sessions = sessions;
    this.properties = properties;
  }

  record SessionArguments(
      @JsonPropertyDescription("As python_create_session answered") @Size(max = 64)
          String sessionId) {}

  record SessionAnswer(
      String sessionId, String state, Instant created, Instant lastUsed, String closedWhenIdleFor) {
    static SessionAnswer of(Session session, PythonProperties properties) {
      return new SessionAnswer(
          session.id(),
          session.state(),
          session.created(),
          session.lastUsed(),
          properties.sessionIdle().toString());
    }
  }

  @Tool(
      name = "python_create_session",
      title = "Create a Python session",
      description =
          "Starts an interpreter that keeps variables and files between python_execute_code calls,"
              + " for this caller alone. Idle sessions are closed.",
      risk = Risk.WRITE)
  SessionAnswer create(ToolCall call) {
    return SessionAnswer.of(sessions.create(Callers.owner(call)), properties);
  }

  record SessionList(List<SessionAnswer> sessions) {}

  @Tool(
      name = "python_list_sessions",
      title = "List Python sessions",
      description = "The caller's sessions and whether each is idle, busy or ended.")
  SessionList list(ToolCall call) {
    return new SessionList(
        sessions.of(Callers.owner(call)).stream()
            .map(session -> SessionAnswer.of(session, properties))
            .toList());
  }

  record ExecuteArguments(
      @JsonPropertyDescription("As python_create_session answered") @Size(max = 64)
          String sessionId,
      @JsonPropertyDescription("Python source; the value of its last expression is the result")
          @Size(max = RunTools.MAX_CODE)
          String code,
      @JsonPropertyDescription("After which the code is interrupted; its output is kept")
          @Min(1)
          @Max(3600)
          @Nullable Integer timeoutSeconds) {}

  @Tool(
      name = "python_execute_code",
      title = "Execute Python in a session",
      description =
          "Runs code in a session, with the variables of earlier calls. Output streams as progress."
              + " At the timeout the code is interrupted, its output comes back, and the session"
              + " stays usable.",
      risk = Risk.WRITE,
      timeoutSeconds = 320,
      undo = "nothing: what code did cannot be undone")
  ToolResult execute(ExecuteArguments arguments, ToolCall call) throws InterruptedException {
    call.undo(ToolUndo.impossible("what code did cannot be undone"));
    Duration timeout = Callers.timeout(arguments.timeoutSeconds(), call, properties);
    Execution execution =
        sessions.ask(
            Callers.owner(call),
            arguments.sessionId(),
            interpreter ->
                interpreter.execute(arguments.code(), Map.of(), timeout, new OutputProgress(call)));
    return ExecutionAnswer.of(execution, arguments.sessionId());
  }

  @Tool(
      name = "python_interrupt_session",
      title = "Interrupt a Python session",
      description = "Raises KeyboardInterrupt in the code that a session runs now.",
      risk = Risk.WRITE,
      idempotent = true)
  SessionAnswer interrupt(SessionArguments arguments, ToolCall call) {
    sessions.interrupt(Callers.owner(call), arguments.sessionId());
    return answer(arguments, call);
  }

  @Tool(
      name = "python_restart_session",
      title = "Restart a Python session",
      description =
          "Ends a session's interpreter and starts a new one: files stay, variables are lost.",
      risk = Risk.DESTRUCTIVE)
  SessionAnswer restart(SessionArguments arguments, ToolCall call) {
    sessions.restart(Callers.owner(call), arguments.sessionId());
    return answer(arguments, call);
  }

  record Closed(String sessionId, boolean closed) {}

  @Tool(
      name = "python_close_session",
      title = "Close a Python session",
      description = "Ends a session; its variables and files are lost.",
      risk = Risk.DESTRUCTIVE)
  Closed close(SessionArguments arguments, ToolCall call) {
    sessions.close(Callers.owner(call), arguments.sessionId());
    return new Closed(arguments.sessionId(), true);
  }

  record VariableList(List<Variable> variables) {}

  @Tool(
      name = "python_list_variables",
      title = "List variables",
      description = "The global variables of a session, with type, size and a preview of each.")
  VariableList variables(SessionArguments arguments, ToolCall call) throws InterruptedException {
    return new VariableList(
        sessions.ask(
            Callers.owner(call), arguments.sessionId(), interpreter -> interpreter.variables()));
  }

  record InspectArguments(
      @JsonPropertyDescription("As python_create_session answered") @Size(max = 64)
          String sessionId,
      @JsonPropertyDescription("A global variable") @Size(max = 200) String name) {}

  @Tool(
      name = "python_inspect_variable",
      title = "Inspect a variable",
      description = "A variable's type, size, repr, attributes and documentation.")
  Inspection inspect(InspectArguments arguments, ToolCall call) throws InterruptedException {
    return sessions
        .ask(
            Callers.owner(call),
            arguments.sessionId(),
            interpreter -> interpreter.inspect(arguments.name()))
        .orElseThrow(
            () ->
                new ToolFailure(
                    "unknown-variable",
                    "Session " + arguments.sessionId() + " has no '" + arguments.name() + "'",
                    "call python_list_variables"));
  }

  private SessionAnswer answer(SessionArguments arguments, ToolCall call) {
    return SessionAnswer.of(
        sessions.require(Callers.owner(call), arguments.sessionId()), properties);
  }
}
