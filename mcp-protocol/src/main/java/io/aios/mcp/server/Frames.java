package io.aios.mcp.server;

import io.aios.mcp.Era;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON-RPC messages, each in one pass. */
final class Frames {
  private Frames() {}

  static byte[] notification(String method, Members params) {
    return message(
        json -> {
          json.writeStringProperty("method", method);
          json.writeObjectPropertyStart("params");
          params.write(json);
          json.writeEndObject();
        });
  }

  static byte[] result(JsonNode id, RpcResult result, Era era, Members serverInfo) {
    return message(
        json -> {
          writeId(json, id);
          json.writeObjectPropertyStart("result");
          if (era == Era.MODERN) {
            writeModern(json, result, serverInfo);
          } else {
            result.members().write(json);
            writeLegacyMeta(json, result);
          }
          json.writeEndObject();
        });
  }

  private static void writeModern(JsonGenerator json, RpcResult result, Members serverInfo) {
    json.writeStringProperty("resultType", result.type());
    result.members().write(json);
    Caching caching = result.caching();
    if (caching != null) {
      json.writeNumberProperty("ttlMs", caching.ttl().toMillis());
      json.writeStringProperty("cacheScope", caching.scope());
    }
    json.writeObjectPropertyStart(MetaKeys.META);
    json.writeObjectPropertyStart(MetaKeys.SERVER_INFO);
    serverInfo.write(json);
    json.writeEndObject();
    result.meta().write(json);
    json.writeEndObject();
  }

  private static void writeLegacyMeta(JsonGenerator json, RpcResult result) {
    if (!result.meta().equals(Members.NONE)) {
      json.writeObjectPropertyStart(MetaKeys.META);
      result.meta().write(json);
      json.writeEndObject();
    }
  }

  static byte[] error(@Nullable JsonNode id, McpError error) {
    return message(
        json -> {
          writeId(json, id);
          json.writeName("error");
          json.writeTree(error.toJson());
        });
  }

  private static void writeId(JsonGenerator json, @Nullable JsonNode id) {
    if (id != null) {
      json.writeName("id");
      json.writeTree(id);
    }
  }

  static ObjectNode tree(RpcResult result) {
    byte[] json =
        object(
            out -> {
              result.members().write(out);
              writeLegacyMeta(out, result);
            });
    return McpJson.MAPPER.readTree(json).asObject();
  }

  private static byte[] message(Members members) {
    return object(
        json -> {
          json.writeStringProperty("jsonrpc", "2.0");
          members.write(json);
        });
  }

  private static byte[] object(Members members) {
    var bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = McpJson.MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
