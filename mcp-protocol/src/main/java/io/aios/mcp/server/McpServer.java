package io.aios.mcp.server;

import io.aios.mcp.Era;
import io.aios.mcp.McpError;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.McpJson;
import io.aios.mcp.PeerInfo;
import io.aios.mcp.ProtocolVersions;
import io.aios.mcp.RpcRequest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Model Context Protocol server for both eras, without sessions and without state: a request in,
 * a {@link Reply} out, notifications on the way through the {@link RequestContext}. Immutable.
 */
public final class McpServer {
  private static final Logger log = LoggerFactory.getLogger(McpServer.class);

  private final PeerInfo info;
  private final Map<Era, Map<String, MethodHandler>> handlers;

  private McpServer(PeerInfo info, Map<Era, Map<String, MethodHandler>> handlers) {
    this.info = info;
    this.handlers = handlers;
  }

  public static Builder builder(String name, String version) {
    return new Builder(new PeerInfo(name, version));
  }

  /** Serves one request on the calling thread; refusals and failures are replies too. */
  public Reply handle(RpcRequest request, RequestContext context) {
    JsonNode id = request.id();
    if (id == null) {
      return Reply.accepted();
    }
    Era era = ModernRules.eraOf(request, context);
    try {
      check(era, request, context);
    } catch (McpError refused) {
      return Reply.error(id, refused);
    }
    return dispatch(id, era, request, context);
  }

  private static void check(Era era, RpcRequest request, RequestContext context) {
    switch (era) {
      case MODERN -> ModernRules.check(request, context);
      case LEGACY -> checkLegacyVersion(context.headers(McpHeaders.PROTOCOL_VERSION));
    }
  }

  private static void checkLegacyVersion(List<String> versions) {
    for (String version : versions) {
      if (!ProtocolVersions.LEGACY.contains(version)) {
        throw McpError.invalidRequest("Protocol version '" + version + "' is not supported");
      }
    }
  }

  private Reply dispatch(JsonNode id, Era era, RpcRequest request, RequestContext context) {
    try {
      MethodHandler handler = handlers.getOrDefault(era, Map.of()).get(request.method());
      if (handler == null) {
        throw McpError.methodNotFound(request.method());
      }
      context.accepted();
      RpcResult result = handler.handle(request, new McpExchange(era, request, context));
      return Reply.result(Frames.result(id, result, era, this::writeInfo));
    } catch (McpError refused) {
      return Reply.error(id, refused, statusOf(era, refused));
    } catch (RuntimeException failure) {
      log.error("{} failed", request.method(), failure);
      McpError error = McpError.internal("The server failed to answer " + request.method());
      return Reply.error(id, error, statusOf(era, error));
    }
  }

  /** Legacy errors travel with 200, except those that HTTP itself answers. */
  private static int statusOf(Era era, McpError error) {
    boolean authorization = error.httpStatus() == 401 || error.httpStatus() == 403;
    return era == Era.MODERN || authorization ? error.httpStatus() : 200;
  }

  private void writeInfo(JsonGenerator json) {
    json.writeStringProperty("name", info.name());
    json.writeStringProperty("version", info.version());
  }

  /** Collects methods and capabilities; a method registered twice is an error. */
  public static final class Builder {
    private final PeerInfo info;
    private final ObjectNode capabilities = McpJson.object();
    private final Map<Era, Map<String, MethodHandler>> handlers = new EnumMap<>(Era.class);
    private @Nullable String instructions;

    private Builder(PeerInfo info) {
      this.info = info;
    }

    /** What the server is for, told to models. */
    public Builder instructions(String text) {
      this.instructions = text;
      return this;
    }

    /** Announces a capability; clients may then use its methods. */
    public Builder capability(String name, ObjectNode settings) {
      capabilities.set(name, settings);
      return this;
    }

    public Builder method(String name, MethodHandler handler) {
      return modern(name, handler).legacy(name, handler);
    }

    public Builder modern(String name, MethodHandler handler) {
      return add(Era.MODERN, name, handler);
    }

    public Builder legacy(String name, MethodHandler handler) {
      return add(Era.LEGACY, name, handler);
    }

    public Builder with(Feature feature) {
      feature.register(this);
      return this;
    }

    private Builder add(Era era, String name, MethodHandler handler) {
      var methods = handlers.computeIfAbsent(era, e -> new HashMap<>());
      if (methods.putIfAbsent(name, handler) != null) {
        throw new IllegalStateException("Method '" + name + "' is registered twice");
      }
      return this;
    }

    public McpServer build() {
      Caching caching = new Caching(Duration.ofHours(1), true);
      new Lifecycle(info, capabilities, instructions, caching).register(this);
      Map<Era, Map<String, MethodHandler>> copy = new EnumMap<>(Era.class);
      handlers.forEach((era, methods) -> copy.put(era, Map.copyOf(methods)));
      return new McpServer(info, copy);
    }
  }
}
