package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.PlanView;

/** What a saved plan looks like from outside. */
public final class PlanRendering {
  /** Before the name, in the name of the tool. */
  public static final String PREFIX = "plan_";

  private PlanRendering() {}

  public static PlanView view(SavedPlan plan) {
    return new PlanView(
        plan.name(),
        plan.version(),
        PREFIX + plan.name(),
        plan.description(),
        plan.risk(),
        plan.steps(),
        plan.inputSchema(),
        plan.output(),
        plan.outputSchema(),
        plan.savedBy(),
        plan.savedAt());
  }
}
