package io.aios.orchestrator.triggers.usecase;

import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import tools.jackson.databind.JsonNode;

/** The language in which triggers speak of events. */
public interface EventExpressions {
  /**
   * @throws ExpressionError when it is no condition over {@code event}
   */
  Filter filter(String source);

  /**
   * Whether any string in the value holds an expression over {@code event}.
   *
   * @throws ExpressionError when a string holds an expression that never ends
   */
  boolean mentionsEvent(JsonNode value);

  /**
   * The value with every expression over {@code event} replaced by what it gives.
   *
   * @param literal false where the value is a plan's, in which other expressions are left as they
   *     are and text from the event is kept from being read as one
   * @throws ExpressionError naming the expression that has no value
   */
  JsonNode render(JsonNode value, JsonNode event, boolean literal);

  /**
   * The value as a plan would have it that knows nothing of the event: with {@code ${input}} for
   * each expression over {@code event}.
   *
   * @param literal whether other expressions are none
   * @throws ExpressionError naming an expression that has no value for any event
   */
  JsonNode veil(JsonNode value, boolean literal);

  /** A checked condition. */
  @FunctionalInterface
  interface Filter {
    /**
     * @throws ExpressionError when it is neither true nor false, as for an event without what it
     *     reads
     */
    boolean matches(JsonNode event);
  }
}
