package io.aios.platform.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent on its way to Kafka.
 *
 * @param id unique over the suite; consumers drop a second event of the same id
 * @param topic one of {@link io.aios.contracts.events.Topics}
 * @param key the aggregate, which orders events
 * @param type CloudEvents type such as {@code io.aios.command.Accepted.v1}
 * @param data serialised as JSON
 * @param traceparent of what caused it; null for the current trace's
 */
public record OutgoingEvent(
    UUID id,
    String topic,
    String key,
    String type,
    Instant time,
    Object data,
    @Nullable String traceparent) {

  /** Of the trace that is current when it is appended. */
  public OutgoingEvent(UUID id, String topic, String key, String type, Instant time, Object data) {
    this(id, topic, key, type, time, data, null);
  }
}
