/** Transactional outbox to Kafka, and the inbox that makes consumers idempotent. */
@NullMarked
package io.aios.platform.events;

import org.jspecify.annotations.NullMarked;
