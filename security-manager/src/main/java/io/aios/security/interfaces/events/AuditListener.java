package io.aios.security.interfaces.events;

import io.aios.contracts.audit.AuditBatch;
import io.aios.contracts.events.Topics;
import io.aios.platform.events.EventReader;
import io.aios.security.usecase.Ledger;
import io.aios.security.usecase.RecordAudit;
import io.cloudevents.CloudEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Brings audit events to the ledger, a batch at a time; the records' ids make repeats harmless. */
@Component
class AuditListener {
  private static final Logger log = LoggerFactory.getLogger(AuditListener.class);

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
            .filter(event -> event != null && AuditBatch.TYPE.equals(event.getType()))
            .flatMap(event -> lines(event).stream())
            .toList();
    if (!lines.isEmpty()) {
      audit.record(lines);
    }
  }

  /** Read and written again, so that the ledger holds the known members in their known order. */
  private List<Ledger.Line> lines(CloudEvent event) {
    try {
      return events.data(event, AuditBatch.class).records().stream()
          .map(record -> new Ledger.Line(record.id(), json.writeValueAsString(record)))
          .toList();
    } catch (RuntimeException e) {
      log.error("Audit event {} from {} cannot be read", event.getId(), event.getSource(), e);
      return List.of();
    }
  }
}
