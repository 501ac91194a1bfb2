package io.aios.gateway;

import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.TraceMeta;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.Members;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.mcp.tools.ToolSet;
import io.aios.mcp.tools.ToolsFeature;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A server over the network whose tool tells what it was sent of a trace, and where. */
final class TraceServer {
  private TraceServer() {}

  static FixtureServer start() {
    ObjectNode schema = McpJson.object().put("type", "object");
    ToolDescriptor tool = ToolDescriptor.of("trace_tell_sent", schema, About.of("Tells its trace"));
    tool.json().putObject("_meta").put("io.aios/risk", "read");
    ToolSet tools = ToolSet.builder().tool(tool, (arguments, exchange) -> tell(exchange)).build();
    return FixtureServer.start(0, server -> server.with(new ToolsFeature(tools, Caching.NONE, 10)));
  }

  private static CallToolResult tell(McpExchange exchange) {
    ObjectNode told = McpJson.object();
    for (String key : TraceMeta.KEYS) {
      told.withObjectProperty("header").put(key, String.valueOf(exchange.header(key)));
      told.withObjectProperty("meta").put(key, exchange.meta(key).asString("null"));
    }
    return new CallToolResult(List.of(), told, false, Members.NONE);
  }
}
