package io.aios.orchestrator.usecase;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The language in which steps refer to each other's results. */
public interface Expressions {
  /** For expressions over these steps. */
  Scope over(Set<String> steps);

  /** Compiles expressions. */
  interface Scope {
    /** The same for a step that is run for each item of a list. */
    Scope withItem();

    /**
     * @throws ExpressionError when it is not an expression over the scope's steps
     */
    Expression compile(String source);
  }

  /** A compiled expression. */
  interface Expression {
    /** The steps it refers to. */
    Set<String> references();

    /**
     * @param known at least of the steps that it refers to
     * @throws ExpressionError when it has no value
     */
    JsonNode evaluate(Known known);
  }

  /** What is wrong with an expression, for its author. */
  final class ExpressionError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ExpressionError(String message) {
      super(message, null, false, false);
    }
  }
}
