package io.aios.mcp.resources;

import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;
import java.util.List;
import java.util.Optional;

/** The resources a server offers. */
public interface ResourceCatalog {

  /** What this caller may see of the resources that have an address of their own, by URI. */
  List<ResourceDescriptor> list(McpExchange exchange);

  /** What this caller may see of the families of resources, by template. */
  List<ResourceTemplate> templates(McpExchange exchange);

  /**
   * Reads a resource, listed or not.
   *
   * @return empty if there is none, or none that this caller may know of
   * @throws McpError if it cannot be read
   */
  Optional<ReadResult> read(String uri, McpExchange exchange);
}
