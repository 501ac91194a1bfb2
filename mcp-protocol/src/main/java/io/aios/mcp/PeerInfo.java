package io.aios.mcp;

import tools.jackson.databind.node.ObjectNode;

/** How a server or client names itself: for display, never for decisions. */
public record PeerInfo(String name, String version) {

  public ObjectNode toJson() {
    return McpJson.object().put("name", name).put("version", version);
  }
}
