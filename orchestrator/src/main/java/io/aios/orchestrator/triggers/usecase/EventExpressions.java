package io.aios.orchestrator.triggers.usecase;

import tools.jackson.databind.JsonNode;

/** The language in which triggers speak of events. */
public interface EventExpressions {
  /**
   * @throws IllegalArgumentException when it is no condition over {@code event}
   */
  Filter filter(String source);

  /** Whether any string in the value holds an expression over {@code event}. */
  boolean mentionsEvent(JsonNode value);

  /**
   * The value with every expression over {@code event} replaced by what it gives.
   *
   * @param literal false where the value is a plan's, in which other expressions are left as they
   *     are and text from the event is kept from being read as one
   * @throws IllegalArgumentException naming the expression that has no value
   */
  JsonNode render(JsonNode value, JsonNode event, boolean literal);

  /** A checked condition. */
  @FunctionalInterface
  interface Filter {
    /** False also for an event without what the condition reads. */
    boolean matches(JsonNode event);
  }
}
