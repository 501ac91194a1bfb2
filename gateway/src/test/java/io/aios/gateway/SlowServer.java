package io.aios.gateway;

import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.mcp.tools.ToolSet;
import io.aios.mcp.tools.ToolsFeature;
import tools.jackson.databind.node.ObjectNode;

/** A server that keeps no time limit itself, and whose tool takes twice what it says. */
final class SlowServer {
  private SlowServer() {}

  static FixtureServer start() {
    ObjectNode schema = McpJson.object().put("type", "object");
    ToolDescriptor tool = ToolDescriptor.of("slow_count_steps", schema, About.of("Counts slowly"));
    tool.json().putObject("_meta").put("io.aios/timeoutSeconds", 1).put("io.aios/risk", "read");
    ToolSet tools = ToolSet.builder().tool(tool, (arguments, exchange) -> count(exchange)).build();
    return FixtureServer.start(0, server -> server.with(new ToolsFeature(tools, Caching.NONE, 10)));
  }

  private static CallToolResult count(McpExchange exchange) {
    try {
      for (int step = 1; step <= 6; step++) {
        Thread.sleep(500);
        exchange.progress(step, 6, "step " + step);
      }
      return CallToolResult.text("counted");
    } catch (InterruptedException stopped) {
      return CallToolResult.failure("stopped");
    }
  }
}
