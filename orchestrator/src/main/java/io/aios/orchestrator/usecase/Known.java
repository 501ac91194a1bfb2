package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.domain.StepState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What expressions can read.
 *
 * @param failures of steps whose failure is tolerated
 * @param input the plan's
 * @param item of the list, for which the step is run
 * @param index of the item, from 0
 * @param lists that were computed already, by step
 */
public record Known(
    Map<String, StepResult> results,
    Map<String, Failure> failures,
    @Nullable Json input,
    @Nullable JsonNode item,
    int index,
    Map<String, JsonNode> lists) {

  /** Nothing but results. */
  public static Known of(Map<String, StepResult> results) {
    return new Known(results, Map.of(), null, null, -1, new HashMap<>());
  }

  static Known of(Running running) {
    Map<String, StepResult> results = new HashMap<>();
    Map<String, Failure> failures = new HashMap<>();
    running
        .steps()
        .forEach(
            (name, state) -> {
              if (state instanceof StepState.Succeeded succeeded) {
                results.put(name, succeeded.result());
              } else if (state instanceof StepState.Failed failed) {
                failures.put(name, failed.failure());
              }
            });
    return new Known(
        results, failures, running.accepted().plan().input(), null, -1, new HashMap<>());
  }

  Known forItem(JsonNode one, int at) {
    return new Known(results, failures, input, one, at, lists);
  }

  /** The list of a step, computed once. */
  JsonNode items(String step, Supplier<JsonNode> list) {
    return lists.computeIfAbsent(step, name -> list.get());
  }
}
