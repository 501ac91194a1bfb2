package io.aios.security.interfaces.events;

import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.events.Topics;
import io.aios.platform.events.EventReader;
import io.aios.security.usecase.Ledger;
import io.aios.security.usecase.RecordAudit;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Brings audit events to the ledger, a batch at a time; the event id makes repeats harmless. */
@Component
class AuditListener {
  private static final Logger log = LoggerFactory.getLogger(AuditListener.class);
  static final String TYPE = "io.aios.audit.Recorded.v1";

  private final RecordAudit audit;
  private final EventReader events;
  private final JsonMapper json;

  AuditListener(RecordAudit audit, EventReader events, JsonMapper json) {
    this.audit = audit;
    this.events = events;
    this.json = json;
  }

  @KafkaListener(topics = Topics.AUDIT, batch = "true")
  void record(List<CloudEvent> batch) {
    List<Ledger.Line> lines =
        batch.stream()
            .filter(event -> event != null && TYPE.equals(event.getType()))
            .flatMap(event -> line(event).stream())
            .toList();
    if (!lines.isEmpty()) {
      audit.record(lines);
    }
  }

  /** Read and written again, so that the ledger holds the known members in their known order. */
  private Optional<Ledger.Line> line(CloudEvent event) {
    try {
      AuditRecord record = events.data(event, AuditRecord.class);
      return Optional.of(
          new Ledger.Line(UUID.fromString(event.getId()), json.writeValueAsString(record)));
    } catch (RuntimeException e) {
      log.error("Audit event {} from {} cannot be read", event.getId(), event.getSource(), e);
      return Optional.empty();
    }
  }
}
