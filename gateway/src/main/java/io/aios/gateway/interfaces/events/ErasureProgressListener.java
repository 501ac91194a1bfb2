package io.aios.gateway.interfaces.events;

import io.aios.contracts.events.Topics;
import io.aios.contracts.privacy.DataErased;
import io.aios.gateway.usecase.Erasures;
import io.aios.platform.events.EventReader;
import io.cloudevents.CloudEvent;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears which services have done their part of an erasure; one of all gateways does. */
@Component
class ErasureProgressListener {
  private final Erasures erasures;
  private final EventReader events;

  ErasureProgressListener(Erasures erasures, EventReader events) {
    this.erasures = erasures;
    this.events = events;
  }

  @KafkaListener(
      topics = Topics.PRIVACY,
      groupId = "${aios.privacy.consumer-group:gateway}-erasures",
      autoStartup = "${aios.privacy.erasures:true}",
      properties = "metadata.max.age.ms=2000")
  void erased(CloudEvent event) {
    if (event != null && DataErased.TYPE.equals(event.getType())) {
      DataErased done = events.data(event, DataErased.class);
      erasures.erased(done.erasure(), done.service(), done.erased());
    }
  }
}
