package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.triggers.FiringStatus;
import io.aios.contracts.triggers.Overlap;
import io.aios.contracts.triggers.TriggerError;
import io.aios.orchestrator.triggers.domain.Chain;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Notes that a trigger fires, or why it does not; the caller holds the trigger alone. */
@Component
final class DecideFiring {
  private static final int DEFAULT_PER_HOUR = 120;
  private static final Duration HOUR = Duration.ofHours(1);

  private final Firings firings;
  private final Triggers triggers;
  private final CommandOfFiring commands;

  DecideFiring(Firings firings, Triggers triggers, CommandOfFiring commands) {
    this.firings = firings;
    this.triggers = triggers;
    this.commands = commands;
  }

  /**
   * @param event null when a clock fires
   */
  record Cause(String name, Chain chain, @Nullable JsonNode event) {}

  void decide(Trigger trigger, Cause cause, Instant now) {
    if (firings.knows(trigger.id(), cause.name())) {
      return;
    }
    Integer limit = trigger.definition().maxPerHour();
    int perHour = limit == null ? DEFAULT_PER_HOUR : limit;
    if (firings.countSince(trigger.id(), now.minus(HOUR)) >= perHour) {
      triggers.dropped(trigger.id());
    } else if (trigger.definition().overlap() != Overlap.ALLOW && firings.goesOn(trigger.id())) {
      skip(trigger, cause, now, "an earlier run goes on");
    } else {
      fire(trigger, cause, now);
    }
  }

  void skip(Trigger trigger, Cause cause, Instant now, String reason) {
    firings.add(firing(trigger, cause, now).without(FiringStatus.SKIPPED, reason));
  }

  void fire(Trigger trigger, Cause cause, Instant now) {
    Firing firing = firing(trigger, cause, now);
    try {
      CommandRequest command = trigger.definition().command();
      firings.add(firing.with(commands.of(firing.id(), command, cause.event())));
    } catch (ExpressionError e) {
      String reason = String.valueOf(e.getMessage());
      firings.add(firing.without(FiringStatus.REFUSED, reason));
      triggers.failed(
          trigger.id(), 1, new TriggerError(now, TriggerError.EXPRESSION_FAILED, reason));
    }
  }

  private static Firing firing(Trigger trigger, Cause cause, Instant now) {
    return Firing.begun(UUID.randomUUID(), trigger, cause.name(), cause.chain(), now);
  }
}
