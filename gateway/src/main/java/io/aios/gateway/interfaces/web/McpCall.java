package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.ToolView;
import io.aios.mcp.Era;
import io.aios.mcp.McpJson;
import io.aios.mcp.RpcRequest;
import java.nio.ByteBuffer;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request over MCP that a server answers.
 *
 * @param body the message as it came, or is to go out
 * @param rewritten whether the message is not the caller's own, and its headers do not mirror it
 */
record McpCall(
    JsonNode id, RpcRequest message, ByteBuffer body, Era era, Address at, boolean rewritten) {

  /**
   * Where it came in.
   *
   * @param server the one whose address it is; empty for that of all
   * @param view of the catalogue that the address chooses
   */
  record Address(Optional<String> server, ToolView view) {}

  Optional<String> server() {
    return at.server();
  }

  ToolView view() {
    return at.view();
  }

  /** The same with what stands in it for another message. */
  McpCall unwrapped(WrappedCall inner) {
    return new McpCall(id, inner.message(), inner.body(), era, at, true);
  }

  boolean isAt(String alias) {
    return server().orElse(alias).equals(alias);
  }

  /** The bytes of a message that may differ from this one. */
  ByteBuffer bodyOf(RpcRequest sent) {
    if (sent.equals(message)) {
      return body;
    }
    ObjectNode json = McpJson.object().put("jsonrpc", "2.0");
    json.set("id", id);
    json.put("method", sent.method()).set("params", sent.params());
    return ByteBuffer.wrap(McpJson.MAPPER.writeValueAsBytes(json));
  }
}
