package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.StepRequest;
import io.aios.orchestrator.domain.InvalidPlan;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Plan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Bounds on what a plan may hold. */
@Component
final class PlanLimits {
  static final int MAX_DEPTH = 32;

  private final long maxBytes;

  PlanLimits(OrchestratorProperties properties) {
    this.maxBytes = properties.maxPlan().toBytes();
  }

  void checkCount(List<StepRequest> steps) {
    if (steps.isEmpty() || steps.size() > Plan.MAX_STEPS) {
      throw new InvalidPlan(
          "", "a plan has 1 to " + Plan.MAX_STEPS + " steps, not " + steps.size());
    }
  }

  /** What JSON leaves out arrives as null, whatever the record says. */
  String name(@Nullable StepRequest step) {
    @Nullable String id = step == null ? null : step.id();
    if (id == null) {
      throw new InvalidPlan("", "a step has no 'id'");
    }
    return id;
  }

  String tool(StepRequest step) {
    @Nullable String tool = step.tool();
    if (tool == null) {
      throw new InvalidPlan(step.id(), "it has no 'tool'");
    }
    return tool;
  }

  void checkSize(Plan plan) {
    long bytes = plan.steps().stream().mapToLong(step -> bytes(step.arguments())).sum();
    Plan.Output output = plan.output();
    bytes += bytes(plan.input()) + (output == null ? 0 : bytes(output.template()));
    if (bytes > maxBytes) {
      throw new InvalidPlan(
          "", "its arguments, input and output have " + bytes + " bytes; the limit is " + maxBytes);
    }
  }

  void checkDepth(String step, JsonNode arguments) {
    if (isDeeper(arguments, MAX_DEPTH)) {
      throw new InvalidPlan(step, "its arguments are nested deeper than " + MAX_DEPTH);
    }
  }

  private static long bytes(@Nullable Json value) {
    return value == null ? 0 : value.text().getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isDeeper(JsonNode node, int levels) {
    if (!node.isContainer()) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    return node.valueStream().anyMatch(child -> isDeeper(child, levels - 1));
  }
}
