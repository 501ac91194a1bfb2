package io.aios.mcp.client;

import io.aios.mcp.McpHeaders;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.PeerInfo;
import io.aios.mcp.ProtocolVersions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Where requests go, and what every one of them carries. */
record Connection(
    URI endpoint,
    HttpClient http,
    Declared client,
    @Nullable Supplier<String> token,
    Consumer<HttpRequest.Builder> customizer,
    long maxReplyBytes) {

  /** What the client says of itself, and of the trace that it calls in. */
  record Declared(PeerInfo info, ObjectNode capabilities, Supplier<Map<String, String>> trace) {}

  HttpRequest request(Call call, long id) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .setHeader("Content-Type", "application/json")
            .setHeader("Accept", "application/json, text/event-stream")
            .setHeader(McpHeaders.PROTOCOL_VERSION, ProtocolVersions.MODERN)
            .setHeader(McpHeaders.METHOD, call.method());
    if (call.name() != null) {
      request.setHeader(McpHeaders.NAME, McpHeaders.encode(call.name()));
    }
    if (token != null) {
      request.setHeader("Authorization", "Bearer " + token.get());
    }
    customizer.accept(request);
    call.headers().forEach(request::setHeader);
    return request.POST(HttpRequest.BodyPublishers.ofByteArray(body(call, id))).build();
  }

  private byte[] body(Call call, long id) {
    ObjectNode params = call.params();
    ObjectNode meta = params.withObjectProperty(MetaKeys.META);
    meta.put(MetaKeys.PROTOCOL_VERSION, ProtocolVersions.MODERN);
    meta.set(MetaKeys.CLIENT_INFO, client.info().toJson());
    meta.set(MetaKeys.CLIENT_CAPABILITIES, client.capabilities());
    client.trace().get().forEach(meta::put);
    if (call.progress() != null) {
      meta.put(MetaKeys.PROGRESS_TOKEN, id);
    }
    ObjectNode message = McpJson.object().put("jsonrpc", "2.0").put("id", id);
    message.put("method", call.method()).set("params", params);
    return McpJson.MAPPER.writeValueAsBytes(message);
  }
}
