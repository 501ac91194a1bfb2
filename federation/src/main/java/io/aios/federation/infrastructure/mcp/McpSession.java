package io.aios.federation.infrastructure.mcp;

import io.aios.federation.usecase.PeerFailure;
import io.aios.federation.usecase.PeerFailure.Code;
import io.aios.federation.usecase.Peers;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.mcp.PeerInfo;
import io.aios.mcp.ProtocolVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server, in the era it knows: found out once, when the session is opened. */
final class McpSession implements AutoCloseable {
  private static final PeerInfo CLIENT = new PeerInfo("aios-federation", "0.1.0");
  private static final String TOOLS_CHANGED = "notifications/tools/list_changed";
  private static final int MAX_PAGES = 100;
  private static final int MAX_TOOLS = 1_000;
  private static final int MAX_REASON = 500;

  private final Transport transport;
  private final Transport.Listener outside;
  private final AtomicLong ids;
  private final String version;
  private final boolean modern;
  private final boolean hasTools;

  private McpSession(
      Transport transport,
      Transport.Listener outside,
      AtomicLong ids,
      String version,
      boolean tools) {
    this.transport = transport;
    this.outside = outside;
    this.ids = ids;
    this.version = version;
    this.modern = ProtocolVersions.isModern(version);
    this.hasTools = tools;
  }

  /** Asks as the new era does, and starts with a handshake where that is not understood. */
  static McpSession open(TransportSource source, Runnable toolsChanged, Duration timeout) {
    AtomicLong ids = new AtomicLong();
    Transport.Listener outside =
        (method, params) -> {
          if (method.equals(TOOLS_CHANGED)) {
            toolsChanged.run();
          }
        };
    Transport transport = listening(source.open(), outside);
    try {
      return modern(transport, outside, ids, timeout.dividedBy(2));
    } catch (PeerFailure failure) {
      boolean understood = !isAnotherEra(failure);
      if (understood || !transport.alive()) {
        transport.close();
      }
      if (understood) {
        throw failure;
      }
    }
    Transport second = transport.alive() ? transport : listening(source.open(), outside);
    try {
      return legacy(second, outside, ids, timeout);
    } catch (RuntimeException failure) {
      second.close();
      throw failure;
    }
  }

  private static Transport listening(Transport transport, Transport.Listener outside) {
    transport.listen(outside);
    return transport;
  }

  private static boolean isAnotherEra(PeerFailure failure) {
    return switch (failure.code()) {
      // A program that does not know the question may also end, or stay silent.
      case SERVER_REFUSED, ANSWER_UNUSABLE, TIMED_OUT, SERVER_UNREACHABLE -> true;
      case CREDENTIAL_REFUSED, CANCELLED, ANSWER_TOO_LONG, SERVER_FAILING -> false;
    };
  }

  private static McpSession modern(
      Transport transport, Transport.Listener outside, AtomicLong ids, Duration timeout) {
    ObjectNode params = McpJson.object();
    params.set(MetaKeys.META, modernMeta());
    JsonNode result =
        result(
            transport.request(
                new Outgoing(
                    ids.incrementAndGet(),
                    Methods.DISCOVER,
                    params,
                    ProtocolVersions.MODERN,
                    true,
                    Map.of()),
                timeout,
                Transport.Listener.NONE));
    boolean speaks =
        result
            .path("supportedVersions")
            .valueStream()
            .anyMatch(supported -> ProtocolVersions.MODERN.equals(supported.stringValue(null)));
    if (!speaks) {
      throw new PeerFailure(Code.SERVER_REFUSED, "It does not speak " + ProtocolVersions.MODERN);
    }
    boolean tools = result.path("capabilities").has("tools");
    return new McpSession(transport, outside, ids, ProtocolVersions.MODERN, tools);
  }

  private static McpSession legacy(
      Transport transport, Transport.Listener outside, AtomicLong ids, Duration timeout) {
    String newest = ProtocolVersions.LEGACY.getFirst();
    ObjectNode params = McpJson.object().put("protocolVersion", newest);
    params.putObject("capabilities");
    params.set("clientInfo", CLIENT.toJson());
    JsonNode result =
        result(
            transport.request(
                new Outgoing(
                    ids.incrementAndGet(), Methods.INITIALIZE, params, newest, false, Map.of()),
                timeout,
                Transport.Listener.NONE));
    String version = result.path("protocolVersion").asString("");
    if (!ProtocolVersions.LEGACY.contains(version)) {
      throw new PeerFailure(
          Code.ANSWER_UNUSABLE, "It speaks the protocol version '" + shortened(version) + "' only");
    }
    transport.send(
        new Outgoing(0, "notifications/initialized", McpJson.object(), version, false, Map.of()));
    boolean tools = result.path("capabilities").has("tools");
    return new McpSession(transport, outside, ids, version, tools);
  }

  /** All pages. */
  List<ObjectNode> tools(Duration timeout) {
    List<ObjectNode> tools = new ArrayList<>();
    if (!hasTools) {
      return tools;
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    String cursor = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      ObjectNode params = McpJson.object();
      if (cursor != null) {
        params.put("cursor", cursor);
      }
      JsonNode result = page(params, deadline, timeout);
      for (JsonNode tool : result.path("tools")) {
        if (!(tool instanceof ObjectNode object) || tools.size() == MAX_TOOLS) {
          throw new PeerFailure(
              Code.ANSWER_UNUSABLE, "Its list holds no tools, or more than " + MAX_TOOLS);
        }
        tools.add(object);
      }
      cursor = result.path("nextCursor").stringValue(null);
      if (cursor == null) {
        return tools;
      }
    }
    throw new PeerFailure(
        Code.ANSWER_TOO_LONG, "Its list did not end after " + MAX_PAGES + " pages");
  }

  /** A limit that the pages share: one of them ran out of it, all of them had it. */
  private ObjectNode page(ObjectNode params, long deadline, Duration timeout) {
    Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    try {
      return exchange(Methods.TOOLS_LIST, params, Map.of(), left, outside);
    } catch (PeerFailure failure) {
      if (failure.code() == Code.TIMED_OUT) {
        throw new PeerFailure(
            Code.TIMED_OUT,
            "Its list of tools did not end within " + timeout.toMillis() + " ms",
            failure);
      }
      throw failure;
    }
  }

  ObjectNode call(Peers.Call call) {
    ObjectNode params = McpJson.object().put("name", call.name());
    params.set("arguments", call.arguments());
    Map<String, String> headers =
        modern ? ParameterHeaders.of(call.name(), call.inputSchema(), call.arguments()) : Map.of();
    return exchange(
        Methods.TOOLS_CALL,
        params,
        headers,
        call.timeout(),
        (method, notified) -> {
          if (method.equals(Methods.PROGRESS)) {
            progress(call.progress(), notified);
          } else {
            outside.notified(method, notified);
          }
        });
  }

  private static void progress(Peers.Progress listener, JsonNode params) {
    listener.reached(
        params.path("progress").asDouble(0),
        params.path("total").asDouble(0),
        params.path("message").stringValue(null));
  }

  private ObjectNode exchange(
      String method,
      ObjectNode params,
      Map<String, String> headers,
      Duration timeout,
      Transport.Listener listener) {
    long id = ids.incrementAndGet();
    ObjectNode meta = modern ? modernMeta() : McpJson.object();
    if (method.equals(Methods.TOOLS_CALL)) {
      meta.put(MetaKeys.PROGRESS_TOKEN, id);
    }
    if (!meta.isEmpty()) {
      params.set(MetaKeys.META, meta);
    }
    ObjectNode result =
        result(
            transport.request(
                new Outgoing(id, method, params, version, modern, headers), timeout, listener));
    String type = result.path("resultType").asString("complete");
    if (!type.equals("complete")) {
      throw new PeerFailure(
          Code.SERVER_REFUSED, "It answered '" + shortened(type) + "', which is not served here");
    }
    return result;
  }

  private static ObjectNode modernMeta() {
    ObjectNode meta = McpJson.object().put(MetaKeys.PROTOCOL_VERSION, ProtocolVersions.MODERN);
    meta.set(MetaKeys.CLIENT_INFO, CLIENT.toJson());
    meta.putObject(MetaKeys.CLIENT_CAPABILITIES);
    return meta;
  }

  private static ObjectNode result(JsonNode reply) {
    if (reply.get("result") instanceof ObjectNode result) {
      return result;
    }
    JsonNode error = reply.path("error");
    if (error.isObject()) {
      throw new PeerFailure(
          Code.SERVER_REFUSED,
          "It refused with %d: %s"
              .formatted(error.path("code").asInt(0), reason(error.get("message"))));
    }
    throw new PeerFailure(Code.ANSWER_UNUSABLE, "Its reply has neither result nor error");
  }

  private static String reason(@Nullable JsonNode message) {
    return message == null ? "no reason" : shortened(message.asString(""));
  }

  private static String shortened(String text) {
    return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON) + "…";
  }

  boolean alive() {
    return transport.alive();
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Opens the way to a server, anew each time. */
  @FunctionalInterface
  interface TransportSource {
    Transport open();
  }
}
