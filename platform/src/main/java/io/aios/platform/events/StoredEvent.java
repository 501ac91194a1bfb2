package io.aios.platform.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the outbox. */
record StoredEvent(
    long position,
    UUID id,
    String topic,
    String key,
    String type,
    Instant time,
    String data,
    @Nullable String traceparent) {}
