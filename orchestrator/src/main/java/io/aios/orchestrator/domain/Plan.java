package io.aios.orchestrator.domain;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps that form a directed acyclic graph by their needs.
 *
 * @param call whether this is a single tool call: its arguments are literal
 * @param input the value that expressions know as {@code input}
 * @param output what the command answers; null for no more than the results of the steps
 * @param name of the saved plan it was made from, with its version
 */
public record Plan(
    List<Step> steps,
    boolean call,
    @Nullable Json input,
    @Nullable Output output,
    @Nullable String name) {
  public static final int MAX_STEPS = 100;

  /** Calls of all steps together, those for each item of a list among them. */
  public static final int MAX_CALLS = 1_000;

  /** Longest chain of steps that need each other. */
  public static final int MAX_DEPTH = 50;

  /**
   * @throws InvalidPlan when no order of the steps satisfies their needs
   */
  public Plan {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MAX_STEPS) {
      throw new InvalidPlan("", "a plan has 1 to " + MAX_STEPS + " steps, not " + steps.size());
    }
    Map<String, Step> byId = new LinkedHashMap<>();
    for (Step step : steps) {
      if (byId.put(step.id(), step) != null) {
        throw new InvalidPlan(step.id(), "the id is used twice");
      }
    }
    checkNeeds(steps, byId.keySet());
    checkOrder(steps);
  }

  public Plan(List<Step> steps, boolean call) {
    this(steps, call, null, null, null);
  }

  public static Plan ofCall(String tool, Json arguments, boolean repeatable, boolean readOnly) {
    StepRules rules = new StepRules(null, null, null, StepRules.OnError.STOP, readOnly);
    return new Plan(
        List.of(new Step("call", tool, arguments, Set.of(), null, repeatable, rules)), true);
  }

  /**
   * @param template JSON with expressions in its strings
   * @param schema JSON Schema of what they give; null for any
   */
  public record Output(Json template, @Nullable Json schema) {}

  /** The step of that id, or of that item. */
  public Step step(String id) {
    String own = Items.stepOf(id);
    for (Step step : steps) {
      if (step.id().equals(own)) {
        return step;
      }
    }
    throw new IllegalArgumentException("No step '" + id + "' in the plan");
  }

  private static void checkNeeds(List<Step> steps, Set<String> ids) {
    for (Step step : steps) {
      for (String need : step.needs()) {
        if (!ids.contains(need)) {
          throw new InvalidPlan(step.id(), "it needs '" + need + "', which is no step");
        }
      }
    }
  }

  private static void checkOrder(List<Step> steps) {
    Set<String> done = new HashSet<>();
    int depth = 0;
    while (done.size() < steps.size()) {
      List<String> next =
          steps.stream()
              .filter(step -> !done.contains(step.id()) && done.containsAll(step.needs()))
              .map(Step::id)
              .toList();
      if (next.isEmpty()) {
        break;
      }
      done.addAll(next);
      depth++;
    }
    for (Step step : steps) {
      if (!done.contains(step.id())) {
        throw new InvalidPlan(step.id(), "its needs form a cycle");
      }
    }
    if (depth > MAX_DEPTH) {
      throw new InvalidPlan(
          "", "a chain of " + depth + " steps need each other; the limit is " + MAX_DEPTH);
    }
  }
}
