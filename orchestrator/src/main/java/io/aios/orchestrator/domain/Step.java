package io.aios.orchestrator.domain;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One tool call of a plan.
 *
 * @param id an identifier, unique in the plan
 * @param arguments a JSON object; in a plan its strings may hold expressions
 * @param needs steps that have to succeed first
 * @param when an expression; the step is skipped when it is false
 * @param repeatable whether a second run does no harm: the tool reads only, or is idempotent
 */
public record Step(
    String id,
    String tool,
    Json arguments,
    Set<String> needs,
    @Nullable String when,
    boolean repeatable) {
  private static final Pattern ID = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,39}");

  public Step {
    if (!ID.matcher(id).matches()) {
      throw new InvalidPlan(
          id, "a step id is a letter or _ and at most 39 more letters, digits and _");
    }
    needs = Set.copyOf(needs);
  }
}
