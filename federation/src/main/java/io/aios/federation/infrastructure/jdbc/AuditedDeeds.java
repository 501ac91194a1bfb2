package io.aios.federation.infrastructure.jdbc;

import io.aios.contracts.audit.AuditBatch;
import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.events.Topics;
import io.aios.federation.usecase.Deed;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.aios.platform.telemetry.LogKeys;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Sends deeds to the audit ledger, in the transaction that did them. */
@Component
final class AuditedDeeds {
  private static final String KEY = "federation";
  private static final int DONE = 200;
  private static final int REFUSED = 409;

  private final Outbox outbox;
  private final Clock clock;

  AuditedDeeds(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  void record(List<Deed> deeds) {
    if (!deeds.isEmpty()) {
      AuditBatch batch = new AuditBatch(deeds.stream().map(this::entry).toList());
      outbox.append(
          List.of(
              new OutgoingEvent(
                  UUID.randomUUID(), Topics.AUDIT, KEY, AuditBatch.TYPE, clock.instant(), batch)));
    }
  }

  private AuditRecord entry(Deed deed) {
    return new AuditRecord(
        UUID.randomUUID(),
        clock.instant(),
        deed.by().subject(),
        deed.by().client(),
        deed.action(),
        deed.target(),
        deed.refused() == null ? AuditOutcome.ALLOWED : AuditOutcome.REFUSED,
        deed.refused() == null ? DONE : REFUSED,
        deed.refused(),
        deed.hash(),
        0,
        MDC.get(LogKeys.TRACE_ID),
        null,
        null);
  }
}
