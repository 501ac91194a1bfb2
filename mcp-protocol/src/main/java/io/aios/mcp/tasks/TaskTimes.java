package io.aios.mcp.tasks;

import java.time.Duration;

/**
 * @param ttl from a task's creation to its end at the latest: work that goes on longer is stopped,
 *     and nobody finds the result any more
 * @param pollInterval how often clients should ask
 */
public record TaskTimes(Duration ttl, Duration pollInterval) {

  public TaskTimes {
    if (ttl.toMillis() < 1 || pollInterval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "ttl " + ttl + " and pollInterval " + pollInterval + " must be positive");
    }
  }
}
