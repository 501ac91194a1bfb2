package io.aios.orchestrator.usecase;

import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool as the catalogue has it.
 *
 * @param timeout after which the tool gives up by itself
 * @param cacheTime how long an answer may be given again; zero for never
 * @param undo what undoing it could do, as it says; null when it says nothing
 * @param previews whether it can say what a call would do
 */
public record ToolDescriptor(
    String name,
    Risk risk,
    boolean idempotent,
    Duration timeout,
    Duration cacheTime,
    JsonNode inputSchema,
    @Nullable String undo,
    boolean previews) {

  /** Whether running it twice does no harm. */
  public boolean repeatable() {
    return idempotent || risk == Risk.READ;
  }

  public ToolPermission permission() {
    return ToolPermission.of(name, risk);
  }
}
