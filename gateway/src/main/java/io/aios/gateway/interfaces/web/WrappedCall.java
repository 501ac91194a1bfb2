package io.aios.gateway.interfaces.web;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.RpcRequest;
import java.nio.ByteBuffer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call of {@code aios_call_tool}, turned into the call it asks for: the message that the tool's
 * server gets differs in nothing from one that named the tool itself.
 */
record WrappedCall(RpcRequest message, ByteBuffer body) {
  /**
   * @throws McpError when it names no tool, or a meta tool
   */
  static WrappedCall unwrap(RpcRequest outer) {
    ObjectNode asked =
        outer.params().get("arguments") instanceof ObjectNode object ? object : McpJson.object();
    for (String name : asked.propertyNames()) {
      if (!name.equals("name") && !name.equals("arguments")) {
        throw McpError.invalidParams(
            MetaTools.CALL + " takes 'name' and 'arguments', not '" + name + "'");
      }
    }
    String tool = asked.path("name").stringValue("");
    if (tool.isBlank() || MetaTools.isMeta(tool)) {
      throw McpError.invalidParams("'name' must be the name of a tool to call");
    }
    JsonNode arguments = asked.get("arguments");
    if (arguments != null && !arguments.isObject()) {
      throw McpError.invalidParams("'arguments' must be an object");
    }
    ObjectNode params = outer.params().deepCopy();
    params.put("name", tool);
    params.set("arguments", arguments == null ? McpJson.object() : arguments);
    RpcRequest inner = new RpcRequest(outer.id(), outer.method(), params);
    ObjectNode message = McpJson.object().put("jsonrpc", "2.0");
    message.set("id", outer.id());
    message.put("method", outer.method()).set("params", params);
    return new WrappedCall(inner, ByteBuffer.wrap(McpJson.MAPPER.writeValueAsBytes(message)));
  }
}
