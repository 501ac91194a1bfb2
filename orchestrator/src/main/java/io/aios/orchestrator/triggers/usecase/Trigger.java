package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.TriggerRequest;
import io.aios.contracts.triggers.TriggerView;
import io.aios.orchestrator.domain.Principal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as it is kept.
 *
 * @param principal who made it, with the grants of that time
 * @param nextDue when the clock fires it
 * @param activeSince earlier events do not fire it
 * @param version grows with every change of the definition
 */
public record Trigger(
    UUID id,
    Principal principal,
    TriggerRequest definition,
    boolean enabled,
    @Nullable Instant nextDue,
    Instant activeSince,
    Hindrances hindrances,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  Trigger enabled(@Nullable Instant due, Instant now) {
    return new Trigger(
        id, principal, definition, true, due, now, hindrances, version + 1, createdAt, now);
  }

  Trigger disabled(Instant now) {
    return new Trigger(
        id,
        principal,
        definition,
        false,
        null,
        activeSince,
        hindrances,
        version + 1,
        createdAt,
        now);
  }

  /** What hindered the definition before is no news of this one. */
  Trigger changed(Principal by, TriggerRequest request, @Nullable Instant due, Instant now) {
    return new Trigger(
        id,
        by,
        request,
        enabled,
        enabled ? due : null,
        now,
        Hindrances.NONE,
        version + 1,
        createdAt,
        now);
  }

  public TriggerView view() {
    return new TriggerView(
        id,
        principal.subject(),
        enabled,
        definition,
        nextDue,
        hindrances.dropped(),
        hindrances.errors(),
        hindrances.last(),
        createdAt,
        updatedAt);
  }
}
