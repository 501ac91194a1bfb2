package io.aios.mcp;

import tools.jackson.databind.node.ObjectNode;

/** Identifiers of the protocol's extensions spoken here. */
public final class Extensions {
  public static final String TASKS = "io.modelcontextprotocol/tasks";

  private Extensions() {}

  /** A capabilities object that names one extension. */
  public static ObjectNode capability(String extension) {
    ObjectNode capabilities = McpJson.object();
    capabilities.putObject("extensions").putObject(extension);
    return capabilities;
  }
}
