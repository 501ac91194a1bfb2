package io.aios.platform.events;

import java.util.List;

/**
 * Events to be published: stored in the caller's transaction, published to Kafka afterwards, in
 * order per key, at least once. With Kafka away they wait.
 */
public interface Outbox {
  /**
   * @throws IllegalStateException outside a transaction, where events could outlive the change that
   *     they tell of
   */
  void append(List<OutgoingEvent> events);
}
