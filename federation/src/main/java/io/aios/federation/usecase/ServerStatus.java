package io.aios.federation.usecase;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the last attempt to list a server's tools ended.
 *
 * @param cause why it is not up; null when it is
 * @param refused tools that it lists and that cannot be offered
 */
public record ServerStatus(
    boolean up, @Nullable String cause, List<RefusedTool> refused, Instant at) {
  public ServerStatus {
    refused = List.copyOf(refused);
  }
}
