package io.aios.orchestrator.domain;

/** A plan that can never be run, and why. */
public final class InvalidPlan extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String step;

  /**
   * @param step the offending step, empty when it is the plan as a whole
   */
  public InvalidPlan(String step, String reason) {
    super(step.isEmpty() ? reason : "Step '" + step + "': " + reason, null, false, false);
    this.step = step;
  }

  public String step() {
    return step;
  }
}
