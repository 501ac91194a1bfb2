package io.aios.orchestrator.triggers.interfaces.events;

import io.aios.orchestrator.triggers.usecase.FireOnEvents;
import io.aios.orchestrator.triggers.usecase.IncomingEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shows every event of the suite to the triggers that wait for its topic. */
@Component
class EventListener {
  private static final Logger log = LoggerFactory.getLogger(EventListener.class);

  private final FireOnEvents triggers;
  private final JsonMapper json;

  EventListener(FireOnEvents triggers, JsonMapper json) {
    this.triggers = triggers;
    this.json = json;
  }

  @KafkaListener(
      topicPattern = "aios\\..+",
      groupId = "${aios.orchestrator.triggers.consumer-group:orchestrator-triggers}",
      batch = "true",
      properties = "metadata.max.age.ms=30000")
  void receive(List<ConsumerRecord<String, CloudEvent>> batch) {
    Map<String, List<ConsumerRecord<String, CloudEvent>>> byTopic =
        batch.stream()
            .filter(each -> each.value() != null)
            .collect(Collectors.groupingBy(ConsumerRecord::topic));
    byTopic.forEach(
        (topic, records) -> {
          if (triggers.isAwaited(topic)) {
            triggers.fire(
                topic, records.stream().flatMap(each -> readable(topic, each).stream()).toList());
          }
        });
  }

  private Optional<IncomingEvent> readable(String topic, ConsumerRecord<String, CloudEvent> each) {
    CloudEvent event = each.value();
    try {
      return Optional.of(incoming(topic, event, Instant.ofEpochMilli(each.timestamp())));
    } catch (JacksonException e) {
      log.debug("Event {} from {} carries no JSON", event.getId(), event.getSource());
      return Optional.empty();
    }
  }

  private IncomingEvent incoming(String topic, CloudEvent event, Instant published) {
    ObjectNode content = json.createObjectNode();
    event
        .getExtensionNames()
        .forEach(name -> content.put(name, String.valueOf(event.getExtension(name))));
    event
        .getAttributeNames()
        .forEach(name -> content.put(name, String.valueOf(event.getAttribute(name))));
    content.put("topic", topic);
    CloudEventData data = event.getData();
    content.set("data", data == null ? json.nullNode() : json.readTree(data.toBytes()));
    Instant time = event.getTime() == null ? published : event.getTime().toInstant();
    return new IncomingEvent(event.getSource() + " " + event.getId(), time, content);
  }
}
