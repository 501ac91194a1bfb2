package io.aios.mcp.server;

import io.aios.mcp.Era;
import io.aios.mcp.Methods;
import io.aios.mcp.PeerInfo;
import io.aios.mcp.ProtocolVersions;
import io.aios.mcp.RpcRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/** How a client learns what the server is: {@code server/discover}, {@code initialize}, ping. */
final class Lifecycle {
  private final PeerInfo info;
  private final Map<Era, ObjectNode> capabilities;
  private final @Nullable String instructions;
  private final Caching caching;

  Lifecycle(
      PeerInfo info,
      Map<Era, ObjectNode> capabilities,
      @Nullable String instructions,
      Caching caching) {
    this.info = info;
    this.capabilities = capabilities;
    this.instructions = instructions;
    this.caching = caching;
  }

  void register(McpServer.Builder server) {
    server.modern(Methods.DISCOVER, (request, exchange) -> discover());
    server.legacy(Methods.INITIALIZE, (request, exchange) -> initialize(request));
    server.legacy(Methods.PING, (request, exchange) -> RpcResult.of(Members.NONE));
  }

  private RpcResult discover() {
    return RpcResult.cacheable(
        caching,
        json -> {
          json.writeArrayPropertyStart("supportedVersions");
          json.writeString(ProtocolVersions.MODERN);
          json.writeEndArray();
          describe(json, Era.MODERN);
        });
  }

  private RpcResult initialize(RpcRequest request) {
    String requested = request.params().path("protocolVersion").asString("");
    return RpcResult.of(
        json -> {
          json.writeStringProperty("protocolVersion", ProtocolVersions.negotiateLegacy(requested));
          json.writeName("serverInfo");
          json.writeTree(info.toJson());
          describe(json, Era.LEGACY);
        });
  }

  private void describe(JsonGenerator json, Era era) {
    json.writeName("capabilities");
    json.writeTree(capabilities.get(era));
    if (instructions != null) {
      json.writeStringProperty("instructions", instructions);
    }
  }
}
