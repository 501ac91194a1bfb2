package io.aios.orchestrator.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a command is to be run.
 *
 * @param timeout from acceptance to the end; what runs then is interrupted
 * @param priority 0 to 9, higher first when commands have to wait
 * @param depth how many plans it is inside of, as the tool that they call
 * @param idempotencyKey under which the answer can be asked for again
 * @param triggers whose firings led to it, the first one first
 */
public record Options(
    Duration timeout,
    int priority,
    @Nullable String idempotencyKey,
    int depth,
    List<UUID> triggers) {

  public Options {
    // Commands that were stored before there were triggers have none.
    triggers = triggers == null ? List.of() : List.copyOf(triggers);
  }

  public Options(Duration timeout, int priority, @Nullable String idempotencyKey) {
    this(timeout, priority, idempotencyKey, 0, List.of());
  }

  public Origin origin() {
    return new Origin(depth, triggers);
  }

  /** The earlier of the command's deadline and a call's own limit. */
  public Instant end(Instant deadline, @Nullable Instant limit) {
    return limit != null && limit.isBefore(deadline) ? limit : deadline;
  }
}
