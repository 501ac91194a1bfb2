package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.OnError;
import io.aios.contracts.commands.StepRequest;
import io.aios.contracts.commands.StepRequest.ForEachRequest;
import io.aios.contracts.commands.StepRequest.RetryRequest;
import io.aios.contracts.tools.Risk;
import io.aios.orchestrator.domain.InvalidPlan;
import io.aios.orchestrator.domain.StepRules;
import io.aios.orchestrator.domain.StepRules.ForEach;
import io.aios.orchestrator.domain.StepRules.Retry;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a step's options, with defaults for what it does not say. */
final class StepOptions {
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  private StepOptions() {}

  /**
   * @throws InvalidPlan naming the step
   */
  static StepRules rules(StepRequest step, ToolDescriptor tool) {
    try {
      return new StepRules(
          forEach(step.forEach()),
          retry(step.retry()),
          step.timeout(),
          onError(step.onError()),
          tool.risk() == Risk.READ);
    } catch (InvalidPlan e) {
      throw new InvalidPlan(step.id(), String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable ForEach forEach(@Nullable ForEachRequest request) {
    if (request == null) {
      return null;
    }
    if (Objects.isNull(request.items())) {
      throw new InvalidPlan("", "'forEach' has no 'items'");
    }
    return new ForEach(
        request.items(),
        Objects.requireNonNullElse(request.limit(), ForEach.DEFAULT_LIMIT),
        Objects.requireNonNullElse(request.parallel(), ForEach.DEFAULT_PARALLEL));
  }

  private static @Nullable Retry retry(@Nullable RetryRequest request) {
    if (request == null) {
      return null;
    }
    Duration delay = Objects.requireNonNullElse(request.delay(), FIRST_DELAY);
    Duration most = Objects.requireNonNullElse(request.maxDelay(), LONGEST_DELAY);
    return new Retry(
        request.attempts(),
        delay,
        Objects.requireNonNullElse(request.multiplier(), 2.0),
        request.maxDelay() == null && most.compareTo(delay) < 0 ? delay : most);
  }

  private static StepRules.OnError onError(@Nullable OnError said) {
    return switch (said) {
      case null -> StepRules.OnError.STOP;
      case STOP -> StepRules.OnError.STOP;
      case CONTINUE -> StepRules.OnError.CONTINUE;
      case COMPENSATE -> StepRules.OnError.COMPENSATE;
    };
  }
}
