package io.aios.orchestrator.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a step is run.
 *
 * @param forEach the list whose items it is run for; null for one run
 * @param retry what to do about failures that may pass; null for nothing
 * @param timeout of one call; null for the rest of the command's time
 * @param onError what its failure means for the command
 * @param readOnly whether its tool changes nothing, so that there is nothing to undo
 */
public record StepRules(
    @Nullable ForEach forEach,
    @Nullable Retry retry,
    @Nullable Duration timeout,
    OnError onError,
    boolean readOnly) {

  /** One call that changes something and whose failure ends the command. */
  public static final StepRules DEFAULT = new StepRules(null, null, null, OnError.STOP, false);

  public StepRules {
    if (timeout != null && !timeout.isPositive()) {
      throw new InvalidPlan("", "'timeout' is " + timeout + "; it has to be positive");
    }
  }

  /** Events from before there were rules have none. */
  static StepRules orDefault(@Nullable StepRules rules) {
    return rules == null ? DEFAULT : rules;
  }

  /** What the failure of a step means. */
  public enum OnError {
    /** Nothing more begins, what runs ends, the command fails. */
    STOP,
    /** The command goes on; steps that need this one see its error. */
    CONTINUE,
    /** As {@link #STOP}, and then what was done is undone. */
    COMPENSATE
  }

  /**
   * @param items an expression that gives a list
   * @param limit most items; a longer list fails the step
   * @param parallel how many run side by side at most
   */
  public record ForEach(String items, int limit, int parallel) {
    public static final int DEFAULT_LIMIT = 100;
    public static final int DEFAULT_PARALLEL = 10;

    public ForEach {
      if (limit < 1 || limit > Plan.MAX_CALLS) {
        throw new InvalidPlan(
            "", "'forEach.limit' is " + limit + "; it has to be 1 to " + Plan.MAX_CALLS);
      }
      if (parallel < 1 || parallel > Plan.MAX_STEPS) {
        throw new InvalidPlan(
            "", "'forEach.parallel' is " + parallel + "; it has to be 1 to " + Plan.MAX_STEPS);
      }
    }
  }

  /**
   * @param attempts most calls in all
   * @param delay before the second call
   * @param multiplier of the delay for each further call
   * @param maxDelay longest delay
   */
  public record Retry(int attempts, Duration delay, double multiplier, Duration maxDelay) {
    private static final int MAX_ATTEMPTS = 20;

    public Retry {
      if (attempts < 2 || attempts > MAX_ATTEMPTS) {
        throw new InvalidPlan(
            "", "'retry.attempts' is " + attempts + "; it has to be 2 to " + MAX_ATTEMPTS);
      }
      if (delay.isNegative() || maxDelay.compareTo(delay) < 0) {
        throw new InvalidPlan(
            "", "'retry.delay' is " + delay + "; it has to be 0 to 'maxDelay', " + maxDelay);
      }
      if (!(multiplier >= 1 && multiplier <= 10)) {
        throw new InvalidPlan("", "'retry.multiplier' is " + multiplier + "; it has to be 1 to 10");
      }
    }

    /** The pause after so many calls. */
    Duration after(int calls) {
      double millis = delay.toMillis() * Math.pow(multiplier, calls - 1.0);
      return Duration.ofMillis((long) Math.min(millis, (double) maxDelay.toMillis()));
    }
  }
}
