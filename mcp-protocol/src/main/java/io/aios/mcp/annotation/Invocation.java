package io.aios.mcp.annotation;

import io.aios.mcp.server.McpExchange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Calls a method whose checked exceptions nobody expects. */
final class Invocation {
  private Invocation() {}

  static @Nullable Object of(RecordMethod method, ObjectNode arguments, McpExchange exchange) {
    try {
      return method.invoke(arguments, exchange);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
