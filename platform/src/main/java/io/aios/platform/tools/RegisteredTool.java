package io.aios.platform.tools;

import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolDescriptor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool ready to be called.
 *
 * @param limit hard time limit
 * @param preview says what the body would do; null when it cannot
 */
record RegisteredTool(
    ToolDescriptor descriptor,
    Duration limit,
    ArgumentRules rules,
    Body body,
    @Nullable Body preview) {

  /** The preview in the tool's place. */
  Optional<RegisteredTool> previewed() {
    return Optional.ofNullable(preview)
        .map(body -> new RegisteredTool(descriptor, limit, rules, body, null));
  }

  String name() {
    return descriptor.name();
  }

  /** What the tool does with checked arguments. */
  @FunctionalInterface
  interface Body {
    CallToolResult run(ObjectNode arguments, ToolCall call) throws Exception;
  }
}
