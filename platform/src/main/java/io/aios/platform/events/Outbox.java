package io.aios.platform.events;

import java.util.List;

/**
 * Events to be published: stored in the caller's transaction, published to Kafka afterwards, in
 * order per key, at least once. With Kafka away they wait.
 */
public interface Outbox {
  void append(List<OutgoingEvent> events);
}
