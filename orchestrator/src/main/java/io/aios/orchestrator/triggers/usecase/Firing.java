package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.triggers.FiringStatus;
import io.aios.contracts.triggers.FiringView;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.triggers.domain.Chain;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One firing of a trigger.
 *
 * @param cause unique within the trigger: the due time, the event's id, or of a request
 * @param request what is submitted, with a key made of the id; null when skipped
 */
public record Firing(
    UUID id,
    UUID trigger,
    Principal principal,
    String cause,
    Instant firedAt,
    FiringStatus status,
    @Nullable CommandRequest request,
    @Nullable UUID command,
    @Nullable String reason,
    Chain chain) {

  /** Under which its command is submitted, however often. */
  static String key(UUID firing) {
    return "trigger-firing:" + firing;
  }

  static Firing begun(UUID id, Trigger trigger, String cause, Chain chain, Instant now) {
    return new Firing(
        id,
        trigger.id(),
        trigger.principal(),
        cause,
        now,
        FiringStatus.PENDING,
        null,
        null,
        null,
        chain);
  }

  Firing with(CommandRequest submitted) {
    return new Firing(
        id, trigger, principal, cause, firedAt, status, submitted, command, reason, chain);
  }

  Firing without(FiringStatus instead, String why) {
    return new Firing(id, trigger, principal, cause, firedAt, instead, null, null, why, chain);
  }

  FiringView view() {
    return new FiringView(id, cause, firedAt, status, command, reason);
  }
}
