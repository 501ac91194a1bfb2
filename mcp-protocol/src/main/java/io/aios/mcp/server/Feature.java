package io.aios.mcp.server;

/** A group of methods with the capability that announces them, such as tools. */
@FunctionalInterface
public interface Feature {
  void register(McpServer.Builder server);
}
