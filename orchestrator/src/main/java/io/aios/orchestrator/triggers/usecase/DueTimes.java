package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.TriggerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When triggers are due. */
@Component
final class DueTimes {
  private final Crons crons;

  DueTimes(Crons crons) {
    this.crons = crons;
  }

  /**
   * The first time after another, null when there is none.
   *
   * @throws IllegalArgumentException when expression or zone are wrong
   */
  @Nullable Instant next(TriggerRequest request, Instant after) {
    String cron = request.cron();
    if (cron != null) {
      return crons.schedule(cron, zone(request.zone())).after(after).orElse(null);
    }
    if (request.zone() != null) {
      throw new IllegalArgumentException("'zone' belongs to a cron expression");
    }
    Instant at = request.at();
    return at != null && at.isAfter(after) ? at : null;
  }

  private static ZoneId zone(@Nullable String name) {
    if (name == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'zone' is '" + name + "', which is no IANA time zone such as Europe/Berlin", e);
    }
  }
}
