package io.aios.python.usecase;

import org.springframework.stereotype.Component;

/** Asks something of an interpreter in which no code was run, and throws it away. */
@Component
public class AskFreshInterpreter {
  private final Interpreters interpreters;
  private final Workspaces workspaces;

  public AskFreshInterpreter(Interpreters interpreters, Workspaces workspaces) {
    this.interpreters = interpreters;
    this.workspaces = workspaces;
  }

  public <T> T ask(Session.Question<T> question) throws InterruptedException {
    Interpreters.Fresh fresh = interpreters.forQuestion();
    try (Interpreter interpreter = fresh.interpreter()) {
      return question.ask(interpreter);
    } finally {
      workspaces.remove(fresh.workspace());
    }
  }
}
