package io.aios.mcp.tools;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.schema.SchemaCheck;
import io.aios.mcp.schema.SchemaCompiler;
import io.aios.mcp.schema.Violation;
import io.aios.mcp.server.McpExchange;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool with what its declaration asks to be checked.
 *
 * @param input null if nobody checks arguments
 * @param output null if nobody checks answers
 */
record CheckedTool(
    ToolDescriptor descriptor,
    ToolSet.Body body,
    ParamHeaders headers,
    @Nullable SchemaCheck input,
    @Nullable SchemaCheck output) {
  private static final Logger log = LoggerFactory.getLogger(CheckedTool.class);

  static CheckedTool of(
      ToolDescriptor descriptor, ToolSet.Body body, @Nullable SchemaCompiler schemas) {
    try {
      ObjectNode output = descriptor.outputSchema();
      return new CheckedTool(
          descriptor,
          body,
          ParamHeaders.declaredIn(descriptor.inputSchema()),
          schemas == null ? null : schemas.compile(descriptor.inputSchema()),
          schemas == null || output == null ? null : schemas.compile(output));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Tool '" + descriptor.name() + "': " + e.getMessage(), e);
    }
  }

  /** Wrong arguments are the model's to mend, a wrong answer is the server's fault. */
  CallToolResult call(ObjectNode arguments, McpExchange exchange) {
    List<Violation> wrong = input == null ? List.of() : input.violations(arguments);
    if (!wrong.isEmpty()) {
      return CallToolResult.failure("The arguments break the tool's schema: " + describe(wrong));
    }
    CallToolResult result = body.call(arguments, exchange);
    if (output != null && !result.isError()) {
      check(result.structuredContent(), output);
    }
    return result;
  }

  private void check(@Nullable Object answer, SchemaCheck schema) {
    JsonNode json = McpJson.MAPPER.readTree(McpJson.MAPPER.writeValueAsBytes(answer));
    List<Violation> wrong = schema.violations(json);
    if (!wrong.isEmpty()) {
      log.error("{} answered what its schema forbids: {}", descriptor.name(), describe(wrong));
      throw McpError.internal(
          "Tool '" + descriptor.name() + "' answered what its output schema forbids");
    }
  }

  private static String describe(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
  }
}
