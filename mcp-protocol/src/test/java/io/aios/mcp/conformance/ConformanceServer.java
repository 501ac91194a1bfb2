package io.aios.mcp.conformance;

import io.aios.mcp.completion.Completion;
import io.aios.mcp.completion.CompletionFeature;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.FixtureTools;
import io.aios.mcp.fixture.Flows;
import io.aios.mcp.prompts.PromptsFeature;
import io.aios.mcp.resources.ResourcesFeature;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.mcp.tools.ToolSet;
import io.aios.mcp.tools.ToolsFeature;
import java.time.Duration;

/** A server with everything that the conformance suite looks for by name. */
public final class ConformanceServer {
  private static final Caching CACHING = new Caching(Duration.ofMinutes(1), true);

  private ConformanceServer() {}

  public static FixtureServer start(int port) {
    Flows flows = new Flows(tools());
    return FixtureServer.start(port, flows, server -> features(server, flows));
  }

  private static McpServer.Builder features(McpServer.Builder server, Flows flows) {
    // The suite looks at the first page only.
    int pageSize = 100;
    return server
        .with(new ToolsFeature(flows.catalog(), CACHING, pageSize))
        .with(flows)
        .with(new PromptsFeature(ConformancePrompts.ALL, CACHING, pageSize))
        .with(new ResourcesFeature(ConformanceResources.ALL, CACHING, pageSize))
        .with(new CompletionFeature((typed, exchange) -> Completion.NONE));
  }

  private static ToolSet tools() {
    FixtureTools common = new FixtureTools();
    ToolSet.Builder tools = ConformanceTools.builder();
    for (ToolDescriptor tool : FixtureTools.descriptors()) {
      tools.tool(tool, (arguments, exchange) -> common.call(tool.name(), arguments, exchange));
    }
    return tools.build();
  }

  /**
   * Serves until killed; the argument is the port. One scenario by hand, in {@code src/test/ts}:
   *
   * <pre>
   * node_modules/.bin/node node_modules/@modelcontextprotocol/conformance/dist/index.js server
   *     --url http://127.0.0.1:8000/mcp --scenario caching --spec-version 2026-07-28 --verbose
   * </pre>
   */
  public static void main(String[] arguments) {
    start(Integer.parseInt(arguments[0])).await();
  }
}
