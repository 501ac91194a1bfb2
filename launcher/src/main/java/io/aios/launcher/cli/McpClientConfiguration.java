package io.aios.launcher.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Clients that {@code aios mcp config} knows, and what each has to be told. */
enum McpClientConfiguration {
  CLAUDE_CODE("Claude Code: run this in a shell") {
    @Override
    String render(String url, List<String> bridge) {
      return "claude mcp add --transport http aios " + url;
    }
  },
  CLAUDE_DESKTOP(
      "Claude Desktop: merge into claude_desktop_config.json (Settings, Developer, Edit Config)") {
    @Override
    String render(String url, List<String> bridge) {
      return json("mcpServers", bridged(bridge));
    }
  },
  VSCODE("VS Code: put into .vscode/mcp.json, or run `MCP: Add Server`") {
    @Override
    String render(String url, List<String> bridge) {
      return json("servers", Map.of("type", "http", "url", url));
    }
  },
  CURSOR("Cursor: merge into ~/.cursor/mcp.json") {
    @Override
    String render(String url, List<String> bridge) {
      return json("mcpServers", Map.of("url", url));
    }
  },
  GENERIC_HTTP("Any client with Streamable HTTP: it logs in by itself (OAuth)") {
    @Override
    String render(String url, List<String> bridge) {
      return url;
    }
  },
  GENERIC_STDIO("Any client with stdio only") {
    @Override
    String render(String url, List<String> bridge) {
      return json("mcpServers", bridged(bridge));
    }
  };

  private final String heading;

  McpClientConfiguration(String heading) {
    this.heading = heading;
  }

  String heading() {
    return heading;
  }

  /**
   * @param url of the MCP endpoint
   * @param bridge command line that starts the stdio bridge
   */
  abstract String render(String url, List<String> bridge);

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> bridged(List<String> bridge) {
    Map<String, Object> server = new LinkedHashMap<>();
    server.put("command", bridge.getFirst());
    server.put("args", bridge.subList(1, bridge.size()));
    return server;
  }

  private static String json(String list, Map<String, ?> server) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(Map.of(list, Map.of("aios", server)));
  }
}
