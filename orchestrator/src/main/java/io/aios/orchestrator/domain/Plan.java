package io.aios.orchestrator.domain;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Steps that form a directed acyclic graph by their needs.
 *
 * @param call whether this is a single tool call: its arguments are literal
 */
public record Plan(List<Step> steps, boolean call) {
  public static final int MAX_STEPS = 100;

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

  public static Plan ofCall(String tool, Json arguments, boolean repeatable) {
    return new Plan(List.of(new Step("call", tool, arguments, Set.of(), null, repeatable)), true);
  }

  public Step step(String id) {
    return steps.stream()
        .filter(step -> step.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No step '" + id + "' in the plan"));
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
    int before;
    do {
      before = done.size();
      steps.stream()
          .filter(step -> done.containsAll(step.needs()))
          .map(Step::id)
          .forEach(done::add);
    } while (done.size() > before);
    steps.stream()
        .filter(step -> !done.contains(step.id()))
        .findFirst()
        .ifPresent(
            step -> {
              throw new InvalidPlan(step.id(), "its needs form a cycle");
            });
  }
}
