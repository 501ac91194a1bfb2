package io.aios.mcp.server;

import io.aios.mcp.Era;
import io.aios.mcp.McpError;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.McpJson;
import io.aios.mcp.PeerInfo;
import io.aios.mcp.ProtocolVersions;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.input.InputRequired;
import io.aios.mcp.input.RequestStates;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Questions questions;
  private final @Nullable Background background;
  private final Surrounding surrounding;

  private McpServer(Builder builder) {
    this.info = builder.info;
    this.handlers = new EnumMap<>(Era.class);
    builder.handlers.forEach((era, methods) -> handlers.put(era, Map.copyOf(methods)));
    this.questions = new Questions(builder.states);
    this.background = builder.background;
    this.surrounding = builder.surrounding;
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
    return surrounding.serve(request, () -> serve(id, request, context));
  }

  private Reply serve(JsonNode id, RpcRequest request, RequestContext context) {
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
      Questions.Answered answered = questions.read(era, request, context.principal());
      context.accepted();
      TaskMode mode = TaskMode.of(era, request, background != null);
      var exchange = new McpExchange(era, request, context, answered, mode);
      RpcResult result = run(handler, request, exchange);
      return Reply.result(Frames.result(id, result, era, this::writeInfo));
    } catch (McpError refused) {
      return Reply.error(id, refused, statusOf(era, refused));
    } catch (RuntimeException failure) {
      log.error("{} failed", request.method(), failure);
      McpError error = McpError.internal("The server failed to answer " + request.method());
      return Reply.error(id, error, statusOf(era, error));
    }
  }

  private RpcResult run(MethodHandler handler, RpcRequest request, McpExchange exchange) {
    try {
      return handler.handle(request, exchange);
    } catch (InputRequired asked) {
      return questions.ask(asked, request, exchange);
    } catch (RunsAsTask escalated) {
      return Objects.requireNonNull(background).start(request, exchange);
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
    private final Map<Era, ObjectNode> capabilities =
        new EnumMap<>(Map.of(Era.MODERN, McpJson.object(), Era.LEGACY, McpJson.object()));
    private final Map<Era, Map<String, MethodHandler>> handlers = new EnumMap<>(Era.class);
    private @Nullable String instructions;
    private @Nullable RequestStates states;
    private @Nullable Background background;
    private Surrounding surrounding = Surrounding.NONE;

    private Builder(PeerInfo info) {
      this.info = info;
    }

    /** What the server is for, told to models. */
    public Builder instructions(String text) {
      this.instructions = text;
      return this;
    }

    /** Needed where a handler throws {@link InputRequired} with something to remember. */
    public Builder requestStates(RequestStates sealedBy) {
      this.states = sealedBy;
      return this;
    }

    /** Needed where a tool runs as a task. */
    public Builder background(Background takenBy) {
      this.background = takenBy;
      return this;
    }

    public Builder surrounding(Surrounding around) {
      this.surrounding = around;
      return this;
    }

    /** Announces a capability; settings of the same one are put together. */
    public Builder capability(String name, ObjectNode settings) {
      return announce(Era.LEGACY, name, settings).modernCapability(name, settings);
    }

    /** Announces what only modern clients can use. */
    public Builder modernCapability(String name, ObjectNode settings) {
      return announce(Era.MODERN, name, settings);
    }

    private Builder announce(Era era, String name, ObjectNode settings) {
      ObjectNode all = capabilities.computeIfAbsent(era, e -> McpJson.object());
      all.withObjectProperty(name).setAll(settings);
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
      return new McpServer(this);
    }
  }
}
