package io.aios.mcp.server;

import io.aios.mcp.Era;
import io.aios.mcp.McpError;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.mcp.RpcRequest;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request being served: how it is spoken, by whom, and the way back for progress. */
public final class McpExchange {
  private final Era era;
  private final RequestContext context;
  private final JsonNode capabilities;
  private final JsonNode meta;
  private final @Nullable JsonNode progressToken;

  McpExchange(Era era, RpcRequest request, RequestContext context) {
    this.era = era;
    this.context = context;
    this.meta = request.meta();
    this.capabilities = request.meta().path(MetaKeys.CLIENT_CAPABILITIES);
    JsonNode token = request.meta().get(MetaKeys.PROGRESS_TOKEN);
    this.progressToken =
        token != null && (token.isString() || token.isIntegralNumber()) ? token : null;
  }

  public Era era() {
    return era;
  }

  public @Nullable Principal principal() {
    return context.principal();
  }

  /** The values of an HTTP header, empty if absent. */
  public List<String> headers(String name) {
    return context.headers(name);
  }

  /** The first value of an HTTP header, or null. */
  public @Nullable String header(String name) {
    var values = headers(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  /**
   * Insists that the client can be asked for something.
   *
   * @param capability such as {@code elicitation}
   * @throws McpError if this request does not declare it, which no legacy request does
   */
  public void requireCapability(String capability) {
    if (!capabilities.has(capability)) {
      throw McpError.missingCapability(capability);
    }
  }

  /** Whether a member of the request's {@code _meta} is true. */
  public boolean flag(String key) {
    return meta.path(key).asBoolean(false);
  }

  /** True once the client is gone; the thread is also interrupted. */
  public boolean cancelled() {
    return context.cancelled();
  }

  /** Whether the client asked to be told of progress and can be. */
  public boolean wantsProgress() {
    return progressToken != null && context.streams();
  }

  /**
   * Tells the client how far the work is, if it asked.
   *
   * @param progress must grow from call to call
   * @param total what {@code progress} grows to
   */
  public void progress(double progress, double total, String message) {
    JsonNode token = progressToken;
    if (token == null || !context.streams()) {
      return;
    }
    context.send(
        Frames.notification(
            Methods.PROGRESS,
            json -> {
              json.writeName(MetaKeys.PROGRESS_TOKEN);
              json.writeTree(token);
              json.writeNumberProperty("progress", progress);
              json.writeNumberProperty("total", total);
              json.writeStringProperty("message", message);
            }));
  }
}
