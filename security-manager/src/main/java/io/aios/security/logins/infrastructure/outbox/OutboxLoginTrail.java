package io.aios.security.logins.infrastructure.outbox;

import io.aios.contracts.audit.AuditBatch;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.events.Topics;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.aios.platform.telemetry.LogKeys;
import io.aios.security.logins.usecase.LoginTrail;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Records of logins, with the address and the trace of the request that is served. */
@Component
final class OutboxLoginTrail implements LoginTrail {
  private static final String KEY = "logins";

  /** As many as a batch of the gateway's. */
  private static final int RECORDS_PER_EVENT = 200;

  private final Outbox outbox;
  private final Clock clock;

  OutboxLoginTrail(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public void append(List<Entry> entries) {
    List<AuditRecord> records = entries.stream().map(this::entry).toList();
    List<OutgoingEvent> events = new ArrayList<>();
    for (int from = 0; from < records.size(); from += RECORDS_PER_EVENT) {
      var batch =
          new AuditBatch(records.subList(from, Math.min(records.size(), from + RECORDS_PER_EVENT)));
      events.add(
          new OutgoingEvent(
              UUID.randomUUID(), Topics.AUDIT, KEY, AuditBatch.TYPE, clock.instant(), batch));
    }
    outbox.append(events);
  }

  @Override
  public String address() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes served
        ? served.getRequest().getRemoteAddr()
        : "";
  }

  private AuditRecord entry(Entry entry) {
    String address = address();
    return new AuditRecord(
        UUID.randomUUID(),
        clock.instant(),
        entry.subject(),
        entry.client(),
        entry.action(),
        entry.target(),
        entry.ending().outcome(),
        entry.ending().status(),
        entry.ending().reason(),
        null,
        0,
        MDC.get(LogKeys.TRACE_ID),
        null,
        address.isEmpty() ? null : address,
        null,
        entry.session(),
        null,
        null);
  }
}
