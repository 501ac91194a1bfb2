package io.aios.security.threats.usecase;

import io.aios.security.threats.domain.Alert;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes note of an alert, or dismisses it as a false alarm. */
public final class DecideAlert {
  private final Alerts alerts;
  private final Clock clock;

  public DecideAlert(Alerts alerts, Clock clock) {
    this.alerts = alerts;
    this.clock = clock;
  }

  /** How it went. */
  public sealed interface Outcome {
    record Decided(Alert alert) implements Outcome {}

    /** Somebody was faster. */
    record Settled(Alert alert) implements Outcome {}

    record Unknown() implements Outcome {}
  }

  public Outcome decide(UUID id, boolean dismiss, String by, @Nullable String note) {
    boolean decided = alerts.decide(id, new Alert.Decision(dismiss, by, clock.instant(), note));
    Optional<Alert> alert = alerts.find(id);
    if (alert.isEmpty()) {
      return new Outcome.Unknown();
    }
    return decided ? new Outcome.Decided(alert.get()) : new Outcome.Settled(alert.get());
  }
}
