package io.aios.platform.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param delivered positions that Kafka acknowledged
 * @param refused positions that Kafka will never take, with the reason
 * @param away why the rest could not be handed over now, null when there is no rest
 */
record Delivery(List<Long> delivered, Map<Long, String> refused, @Nullable String away) {}
