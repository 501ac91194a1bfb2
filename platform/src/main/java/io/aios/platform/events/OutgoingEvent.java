package io.aios.platform.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A CloudEvent on its way to Kafka.
 *
 * @param id unique over the suite; consumers drop a second event of the same id
 * @param topic one of {@link io.aios.contracts.events.Topics}
 * @param key the aggregate, which orders events
 * @param type CloudEvents type such as {@code io.aios.command.Accepted.v1}
 * @param data serialised as JSON
 */
public record OutgoingEvent(
    UUID id, String topic, String key, String type, Instant time, Object data) {}
