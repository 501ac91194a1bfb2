package io.aios.mcp.annotation;

import io.aios.mcp.About;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.Members;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.Content;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.mcp.tools.ToolSet;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A method with {@link McpTool}. */
final class AnnotatedTool {
  private final RecordMethod method;
  private final RecordSchemas schemas;

  AnnotatedTool(Object bean, Method method, RecordSchemas schemas) {
    this.method = new RecordMethod(bean, method, McpExchange.class);
    this.schemas = schemas;
  }

  void addTo(ToolSet.Builder tools, McpTool tool) {
    tools.tool(descriptor(tool), this::call);
  }

  private ToolDescriptor descriptor(McpTool tool) {
    About about = About.of(tool.description());
    ObjectNode json =
        ToolDescriptor.of(
                tool.name(),
                schemas.schema(method.inputType()),
                tool.title().isEmpty() ? about : about.titled(tool.title()))
            .json();
    Type output = method.outputType();
    if (output != null && output != CallToolResult.class) {
      json.set("outputSchema", schemas.schema(output));
    }
    json.putObject("annotations")
        .put("readOnlyHint", tool.readOnly())
        .put("destructiveHint", tool.destructive() && !tool.readOnly())
        .put("idempotentHint", tool.idempotent() || tool.readOnly())
        .put("openWorldHint", tool.openWorld());
    return new ToolDescriptor(json);
  }

  private CallToolResult call(ObjectNode arguments, McpExchange exchange) {
    try {
      return result(Invocation.of(method, arguments, exchange));
    } catch (UnreadableArguments wrong) {
      return CallToolResult.failure("The arguments cannot be read: " + wrong.getMessage());
    }
  }

  private static CallToolResult result(@Nullable Object answer) {
    if (answer == null) {
      return CallToolResult.text("Done.");
    }
    return switch (answer) {
      case CallToolResult result -> result;
      case String text -> CallToolResult.text(text);
      default -> structured(RecordJson.MAPPER.valueToTree(answer));
    };
  }

  /** As text too, for clients that know no structured content. */
  private static CallToolResult structured(Object tree) {
    return new CallToolResult(
        List.of(new Content.Text(tree.toString())), tree, false, Members.NONE);
  }
}
