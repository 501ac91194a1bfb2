package io.aios.platform.privacy;

import io.aios.contracts.events.Topics;
import io.aios.contracts.privacy.DataErased;
import io.aios.contracts.privacy.ErasureRequested;
import io.aios.platform.events.EventReader;
import io.aios.platform.events.Inbox;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.cloudevents.CloudEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases the service's part and says so in the same transaction. One that fails is tried again
 * until it succeeds; a service that was away does it when it is back.
 */
class ErasureListener {
  private final String service;
  private final SubjectData data;
  private final Events events;
  private final TransactionOperations transactions;

  /** How it hears and tells. */
  record Events(EventReader reader, Inbox inbox, Outbox outbox, InstantSource clock) {}

  ErasureListener(
      String service, SubjectData data, Events events, TransactionOperations transactions) {
    this.service = service;
    this.data = data;
    this.events = events;
    this.transactions = transactions;
  }

  @KafkaListener(
      topics = Topics.PRIVACY,
      groupId = "${aios.privacy.consumer-group:${spring.application.name}-privacy}",
      autoStartup = "${aios.privacy.erasures:true}",
      properties = "metadata.max.age.ms=2000")
  void requested(CloudEvent event) {
    if (event != null && ErasureRequested.TYPE.equals(event.getType())) {
      UUID id = UUID.fromString(event.getId());
      ErasureRequested request = events.reader().data(event, ErasureRequested.class);
      transactions.executeWithoutResult(
          status -> {
            if (events.inbox().firstTime(id)) {
              tell(request, data.erase(request.subject()));
            }
          });
    }
  }

  private void tell(ErasureRequested request, Map<String, Long> erased) {
    events
        .outbox()
        .append(
            List.of(
                new OutgoingEvent(
                    UUID.randomUUID(),
                    Topics.PRIVACY,
                    request.id().toString(),
                    DataErased.TYPE,
                    events.clock().instant(),
                    new DataErased(request.id(), service, erased))));
  }
}
