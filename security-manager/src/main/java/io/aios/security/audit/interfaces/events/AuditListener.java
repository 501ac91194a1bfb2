package io.aios.security.audit.interfaces.events;

import io.aios.contracts.audit.AuditBatch;
import io.aios.contracts.events.Topics;
import io.aios.platform.events.EventReader;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.RecordAudit;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Brings audit events to the ledger; the events' ids make repeats harmless. */
@Component
class AuditListener {
  private static final Logger log = LoggerFactory.getLogger(AuditListener.class);

  private final RecordAudit audit;
  private final EventReader events;
  private final JsonRecords json;

  AuditListener(RecordAudit audit, EventReader events, JsonRecords json) {
    this.audit = audit;
    this.events = events;
    this.json = json;
  }

  @KafkaListener(topics = Topics.AUDIT, batch = "true")
  void record(List<CloudEvent> batch) {
    List<Ledger.Batch> batches =
        batch.stream()
            .filter(event -> event != null && AuditBatch.TYPE.equals(event.getType()))
            .flatMap(this::batch)
            .toList();
    if (!batches.isEmpty()) {
      audit.record(batches);
    }
  }

  /** Read and written again, so that the ledger holds the known members in their known order. */
  private Stream<Ledger.Batch> batch(CloudEvent event) {
    try {
      return Stream.of(
          new Ledger.Batch(
              UUID.fromString(event.getId()),
              events.data(event, AuditBatch.class).records().stream()
                  .map(entry -> new Ledger.Line(json.write(entry), JsonRecords.facets(entry)))
                  .toList()));
    } catch (RuntimeException e) {
      log.error("Audit event {} from {} cannot be read", event.getId(), event.getSource(), e);
      return Stream.empty();
    }
  }
}
