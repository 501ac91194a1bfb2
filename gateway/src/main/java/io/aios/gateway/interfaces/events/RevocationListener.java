package io.aios.gateway.interfaces.events;

import io.aios.contracts.events.Topics;
import io.aios.contracts.tokens.TokensRevoked;
import io.aios.gateway.usecase.RevokedCredentials;
import io.aios.platform.events.EventReader;
import io.cloudevents.CloudEvent;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Every gateway is told of revocations: each listens in a group of its own, from now on. */
@Component
class RevocationListener {
  private final RevokedCredentials revoked;
  private final EventReader events;

  RevocationListener(RevokedCredentials revoked, EventReader events) {
    this.revoked = revoked;
    this.events = events;
  }

  @KafkaListener(
      topics = Topics.REVOCATIONS,
      groupId = "gateway-revocations-#{T(java.util.UUID).randomUUID()}",
      properties = {"auto.offset.reset=latest", "metadata.max.age.ms=2000"})
  void revoked(CloudEvent event) {
    if (event != null && TokensRevoked.TYPE.equals(event.getType())) {
      revoked.add(events.data(event, TokensRevoked.class).revocations());
    }
  }
}
