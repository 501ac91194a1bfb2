package io.aios.mcp.tools;

import io.aios.mcp.Era;
import io.aios.mcp.McpError;
import io.aios.mcp.schema.SchemaCompiler;
import io.aios.mcp.server.McpExchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tools that are known when the server starts and shown to everybody. Immutable. Arguments that a
 * schema wants in headers are compared with them; with a {@link SchemaCompiler}, arguments and
 * structured answers are held to their schemas.
 */
public final class ToolSet implements ToolCatalog {

  /** Runs one tool to its end on the calling thread. */
  @FunctionalInterface
  public interface Body {
    /**
     * @param arguments read only
     */
    CallToolResult call(ObjectNode arguments, McpExchange exchange);
  }

  private final Map<String, CheckedTool> tools;
  private final List<ToolDescriptor> list;

  private ToolSet(Map<String, CheckedTool> tools) {
    this.tools = Map.copyOf(tools);
    this.list = tools.values().stream().map(CheckedTool::descriptor).toList();
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public List<ToolDescriptor> list(McpExchange exchange) {
    return list;
  }

  @Override
  public CallToolResult call(String name, ObjectNode arguments, McpExchange exchange) {
    CheckedTool tool = tools.get(name);
    if (tool == null) {
      throw McpError.invalidParams("There is no tool '" + name + "'");
    }
    if (exchange.era() == Era.MODERN && !exchange.isBackground()) {
      tool.headers().check(arguments, exchange);
    }
    return tool.call(arguments, exchange);
  }

  /** Collects tools in any order; a name given twice is an error. */
  public static final class Builder {
    private record Entry(ToolDescriptor descriptor, Body body) {}

    private final Map<String, Entry> entries = new TreeMap<>();
    private @Nullable SchemaCompiler schemas;

    private Builder() {}

    /** Checks the arguments and structured answers of all tools; without, they check their own. */
    public Builder schemas(SchemaCompiler compiler) {
      this.schemas = compiler;
      return this;
    }

    public Builder tool(ToolDescriptor descriptor, Body body) {
      if (entries.putIfAbsent(descriptor.name(), new Entry(descriptor, body)) != null) {
        throw new IllegalStateException("Tool '" + descriptor.name() + "' is given twice");
      }
      return this;
    }

    /**
     * @throws IllegalArgumentException if a schema does not compile or declares headers wrongly
     */
    public ToolSet build() {
      Map<String, CheckedTool> tools = new TreeMap<>();
      entries.forEach(
          (name, entry) ->
              tools.put(name, CheckedTool.of(entry.descriptor(), entry.body(), schemas)));
      return new ToolSet(tools);
    }
  }
}
