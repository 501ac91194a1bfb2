package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.triggers.FiringStatus;
import io.aios.contracts.triggers.Overlap;
import io.aios.orchestrator.triggers.domain.Chain;
import io.aios.orchestrator.usecase.ReadCommands;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
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
  private final ReadCommands read;

  DecideFiring(Firings firings, Triggers triggers, CommandOfFiring commands, ReadCommands read) {
    this.firings = firings;
    this.triggers = triggers;
    this.commands = commands;
    this.read = read;
  }

  /**
   * @param event null when a clock fires
   */
  record Cause(String name, Chain chain, @Nullable JsonNode event) {}

  void decide(Trigger trigger, Cause cause, Instant now) {
    Integer limit = trigger.definition().maxPerHour();
    int perHour = limit == null ? DEFAULT_PER_HOUR : limit;
    if (firings.countSince(trigger.id(), now.minus(HOUR)) >= perHour) {
      triggers.dropped(trigger.id());
    } else if (trigger.definition().overlap() != Overlap.ALLOW && goesOn(trigger)) {
      skip(trigger, cause, now, "an earlier run goes on");
    } else {
      fire(trigger, cause, now);
    }
  }

  void skip(Trigger trigger, Cause cause, Instant now, String reason) {
    firings.add(firing(trigger, cause, now).without(FiringStatus.SKIPPED, reason));
  }

  UUID fire(Trigger trigger, Cause cause, Instant now) {
    Firing firing = firing(trigger, cause, now);
    try {
      CommandRequest command = trigger.definition().command();
      firings.add(firing.with(commands.of(firing.id(), command, cause.event())));
    } catch (IllegalArgumentException e) {
      firings.add(firing.without(FiringStatus.REFUSED, String.valueOf(e.getMessage())));
    }
    return firing.id();
  }

  private static Firing firing(Trigger trigger, Cause cause, Instant now) {
    return Firing.begun(UUID.randomUUID(), trigger, cause.name(), cause.chain(), now);
  }

  private boolean goesOn(Trigger trigger) {
    boolean goesOn = false;
    for (Firing firing : firings.open(trigger.id())) {
      UUID command = firing.command();
      if (command == null || !hasEnded(firing, command)) {
        goesOn = true;
      } else {
        firings.ended(firing.id());
      }
    }
    return goesOn;
  }

  private boolean hasEnded(Firing firing, UUID command) {
    try {
      return Objects.nonNull(read.view(firing.principal(), command).endedAt());
    } catch (Problem e) {
      if (e.type() == ProblemType.UNKNOWN_COMMAND) {
        return true;
      }
      throw e;
    }
  }
}
