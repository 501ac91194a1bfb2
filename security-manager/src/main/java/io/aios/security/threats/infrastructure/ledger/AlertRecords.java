package io.aios.security.threats.infrastructure.ledger;

import io.aios.contracts.audit.AuditBatch;
import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.events.Topics;
import io.aios.contracts.threats.AlertRaised;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.aios.security.threats.domain.Alert;
import io.aios.security.threats.usecase.AlertEvents;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** An alert's event and its audit record, through the outbox. */
@Component
class AlertRecords implements AlertEvents {
  private static final String SUBJECT = "aios";
  private static final String CLIENT = "security-manager";
  private static final String ACTION = "alert.raise";
  private static final int DONE = 200;

  private final Outbox outbox;
  private final Clock clock;

  AlertRecords(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Detection does not look at what it wrote itself. */
  static boolean isOwn(AuditRecord entry) {
    return ACTION.equals(entry.action()) && CLIENT.equals(entry.client());
  }

  @Override
  public void raised(Alert alert) {
    outbox.append(
        List.of(
            event(Topics.SECURITY, AlertRaised.TYPE, event(alert)),
            event(Topics.AUDIT, AuditBatch.TYPE, new AuditBatch(List.of(entry(alert))))));
  }

  private OutgoingEvent event(String topic, String type, Object data) {
    return new OutgoingEvent(UUID.randomUUID(), topic, "alerts", type, clock.instant(), data);
  }

  private static AlertRaised event(Alert alert) {
    return new AlertRaised(
        alert.id(),
        alert.rule(),
        alert.severity().name().toLowerCase(Locale.ROOT),
        alert.subject(),
        alert.client(),
        alert.explanation(),
        alert.response(),
        alert.lastAt());
  }

  private AuditRecord entry(Alert alert) {
    return new AuditRecord(
        UUID.randomUUID(),
        clock.instant(),
        SUBJECT,
        CLIENT,
        ACTION,
        alert.rule() + ' ' + alert.about(),
        AuditOutcome.ALLOWED,
        DONE,
        alert.response(),
        null,
        0,
        null,
        null,
        null);
  }
}
