package io.aios.mcp.client;

import io.aios.mcp.Methods;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Hears how far a call is. Called on the client's reading thread: be quick. */
@FunctionalInterface
public interface ProgressListener {
  /**
   * @param total what {@code progress} grows to; 0 if unknown
   */
  void progress(double progress, double total, @Nullable String message);

  /** Picks progress out of all notifications. */
  static Consumer<JsonNode> of(@Nullable ProgressListener listener) {
    return message -> {
      if (listener != null && Methods.PROGRESS.equals(message.path("method").asString(""))) {
        JsonNode params = message.path("params");
        listener.progress(
            params.path("progress").asDouble(0),
            params.path("total").asDouble(0),
            params.path("message").stringValue(null));
      }
    };
  }
}
