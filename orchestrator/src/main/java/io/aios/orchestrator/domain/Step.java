package io.aios.orchestrator.domain;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One tool call of a plan, or one for each item of a list.
 *
 * @param id an identifier, unique in the plan
 * @param arguments a JSON object; in a plan its strings may hold expressions
 * @param needs steps that have to end well first
 * @param when an expression; the step is skipped when it is false
 * @param repeatable whether a second run does no harm: the tool reads only, or is idempotent
 * @param rules how it is run, and what its failure means
 */
public record Step(
    String id,
    String tool,
    Json arguments,
    Set<String> needs,
    @Nullable String when,
    boolean repeatable,
    StepRules rules) {
  private static final Pattern ID = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,39}");

  /** Names that expressions have for other things. */
  private static final Set<String> RESERVED = Set.of("input", "item", "index");

  public Step {
    if (!ID.matcher(id).matches()) {
      throw new InvalidPlan(
          id, "a step id is a letter or _ and at most 39 more letters, digits and _");
    }
    if (RESERVED.contains(id)) {
      throw new InvalidPlan(id, "'" + id + "' means something else in expressions");
    }
    needs = Set.copyOf(needs);
    rules = StepRules.orDefault(rules);
  }
}
