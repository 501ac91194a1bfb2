package io.aios.mcp.server;

import io.aios.mcp.Era;
import io.aios.mcp.Extensions;
import io.aios.mcp.McpError;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.input.InputResponses;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request being served: how it is spoken, by whom, and the way back for progress. */
public final class McpExchange {
  private final Era era;
  private final RequestContext context;
  private final JsonNode capabilities;
  private final JsonNode meta;
  private final @Nullable JsonNode progressToken;
  private final Questions.Answered answered;
  private final TaskMode taskMode;

  McpExchange(
      Era era,
      RpcRequest request,
      RequestContext context,
      Questions.Answered answered,
      TaskMode taskMode) {
    this.era = era;
    this.context = context;
    this.answered = answered;
    this.taskMode = taskMode;
    this.meta = request.meta();
    this.capabilities = request.meta().path(MetaKeys.CLIENT_CAPABILITIES);
    JsonNode token = request.meta().get(MetaKeys.PROGRESS_TOKEN);
    this.progressToken =
        token != null && (token.isString() || token.isIntegralNumber()) ? token : null;
  }

  /**
   * A call that goes on after its request was answered.
   *
   * @param responses to what it asked in its round before
   * @param state what it remembered then
   */
  public static McpExchange background(
      RpcRequest request,
      RequestContext context,
      InputResponses responses,
      @Nullable ObjectNode state) {
    var answered = new Questions.Answered(responses, state);
    return new McpExchange(Era.MODERN, request, context, answered, TaskMode.BACKGROUND);
  }

  /**
   * To be called by a tool that is going to take long, after it asked its questions and before it
   * does anything. If the client can follow tasks, the run ends here and the tool runs again from
   * its beginning as a task; otherwise, and there, the tool goes on.
   */
  public void mayRunAsTask() {
    if (taskMode == TaskMode.POSSIBLE) {
      throw new RunsAsTask();
    }
  }

  /**
   * The same for a tool that takes too long to be answered otherwise.
   *
   * @throws McpError if the client cannot follow tasks
   */
  public void mustRunAsTask() {
    switch (taskMode) {
      case NOT_SERVED -> throw new IllegalStateException("The server was built without tasks");
      case NOT_DECLARED -> throw McpError.missingExtension(Extensions.TASKS);
      case POSSIBLE -> throw new RunsAsTask();
      case BACKGROUND -> {}
    }
  }

  /** Whether the request was answered already: its headers, checked then, are gone. */
  public boolean isBackground() {
    return taskMode == TaskMode.BACKGROUND;
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

  /** What the client declared that it can do; a missing node in the legacy era. Read only. */
  public JsonNode capabilities() {
    return capabilities;
  }

  /** The answers to what this call asked in its round before; none in the first round. */
  public InputResponses inputResponses() {
    return answered.responses();
  }

  /** What the round before remembered, verified; null if it remembered nothing. */
  public @Nullable ObjectNode requestState() {
    return answered.state();
  }

  /** Whether a member of the request's {@code _meta} is true. */
  public boolean flag(String key) {
    return meta(key).asBoolean(false);
  }

  /** A member of the request's {@code _meta}; a missing node if it is absent. Read only. */
  public JsonNode meta(String key) {
    return meta.path(key);
  }

  /** True once the client is gone; the thread is also interrupted. */
  public boolean cancelled() {
    return context.cancelled();
  }

  /** Whether {@link #send} reaches the client. */
  public boolean streams() {
    return context.streams();
  }

  /** Sends a notification ahead of the reply; dropped where the client takes no stream. */
  public void send(String method, Members params) {
    context.send(Frames.notification(method, params));
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
    send(
        Methods.PROGRESS,
        json -> {
          json.writeName(MetaKeys.PROGRESS_TOKEN);
          json.writeTree(token);
          json.writeNumberProperty("progress", progress);
          json.writeNumberProperty("total", total);
          json.writeStringProperty("message", message);
        });
  }
}
