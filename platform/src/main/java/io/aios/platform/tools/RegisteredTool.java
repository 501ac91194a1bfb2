package io.aios.platform.tools;

import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolDescriptor;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool ready to be called.
 *
 * @param limit hard time limit
 */
record RegisteredTool(ToolDescriptor descriptor, Duration limit, ArgumentRules rules, Body body) {

  String name() {
    return descriptor.name();
  }

  /** What the tool does with checked arguments. */
  @FunctionalInterface
  interface Body {
    CallToolResult run(ObjectNode arguments, ToolCall call) throws Exception;
  }
}
