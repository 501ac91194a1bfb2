package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.CallerGone;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.ReplyFilters;
import io.aios.gateway.usecase.ToolReply;
import io.aios.gateway.usecase.ToolView;
import io.aios.mcp.Era;
import io.aios.mcp.McpError;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.McpJson;
import io.aios.mcp.Methods;
import io.aios.mcp.ProtocolVersions;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.server.ModernRules;
import io.aios.mcp.server.RequestContext;
import io.aios.platform.tools.ToolMeta;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import tools.jackson.databind.JsonNode;

/**
 * {@code /mcp}, the whole catalogue, and {@code /mcp/{server}}, one server of it. Tool calls are
 * forwarded with their body unchanged; everything else the gateway answers itself.
 */
@Component
final class McpHandler implements HttpRequestHandler {
  static final String PATH = "/mcp";

  private final RequestBodies bodies;
  private final OriginRules origins;
  private final McpLists lists;
  private final ToolViews views;
  private final SearchQuota searchQuota;
  private final Catalogues catalogues;
  private final ToolCalls calls;
  private final ReplyRelay relay;
  private final ReplyFilters filters;
  private final CallMetrics metrics;

  McpHandler(
      RequestBodies bodies,
      OriginRules origins,
      McpLists lists,
      ToolViews views,
      SearchQuota searchQuota,
      Catalogues catalogues,
      ToolCalls calls,
      ReplyRelay relay,
      ReplyFilters filters,
      CallMetrics metrics) {
    this.bodies = bodies;
    this.origins = origins;
    this.lists = lists;
    this.views = views;
    this.searchQuota = searchQuota;
    this.catalogues = catalogues;
    this.calls = calls;
    this.relay = relay;
    this.filters = filters;
    this.metrics = metrics;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    McpReplies replies = new McpReplies(request, response);
    try {
      RequestRecord.of(request).caller(Callers.of(request), request);
      origins.check(request);
      Optional<String> server = serverOf(request);
      requirePost(request);
      ToolView view = views.of(request);
      byte[] body = bodies.read(request);
      RpcRequest message = RpcRequest.read(body);
      JsonNode id = message.id();
      if (id != null && message.method().equals(Methods.TOOLS_CALL)) {
        Call call = new Call(id, message, ByteBuffer.wrap(body), server, view);
        metrics.timed(request, () -> call(call, request, replies));
      } else {
        RequestRecord.of(request).asks("mcp " + message.method(), request.getRequestURI());
        replies.write(lists.of(server, view).handle(message, new GatewayContext(request)));
      }
    } catch (McpError refused) {
      replies.refuse(null, refused);
    } catch (Problem refused) {
      replies.refuse(null, refused);
    }
  }

  private record Call(
      JsonNode id, RpcRequest message, ByteBuffer body, Optional<String> server, ToolView view) {}

  private void call(Call call, HttpServletRequest request, McpReplies replies) throws IOException {
    RequestContext context = new GatewayContext(request);
    Era era = ModernRules.eraOf(call.message(), context);
    try {
      checkEra(era, call.message(), context);
      if (call.view().searched()) {
        search(call, request, replies);
      } else {
        forward(call, request, replies);
      }
    } catch (McpError refused) {
      replies.refuse(call.id(), refused);
    } catch (Problem refused) {
      replies.refuse(call.id(), refused, era);
    } catch (CallerGone gone) {
      replies.callerGone();
    }
  }

  /** Where tools are searched, three names are the gateway's own; all others are called as ever. */
  private void search(Call call, HttpServletRequest request, McpReplies replies)
      throws IOException {
    String name = String.valueOf(call.message().name());
    if (MetaTools.ANSWERED_HERE.contains(name)) {
      searchQuota.take(request, name);
      RequestRecord.of(request).body(call.body().array());
      replies.write(
          lists.of(call.server(), call.view()).handle(call.message(), new GatewayContext(request)));
    } else if (name.equals(MetaTools.CALL)) {
      WrappedCall inner = WrappedCall.unwrap(call.message());
      forward(
          new Call(call.id(), inner.message(), inner.body(), call.server(), call.view()),
          request,
          replies);
    } else {
      forward(call, request, replies);
    }
  }

  private void forward(Call call, HttpServletRequest request, McpReplies replies) {
    String name = call.message().name();
    if (name == null) {
      throw McpError.invalidParams("'name' must be the name of a tool");
    }
    CatalogueTool tool =
        call.message().meta().path(ToolMeta.PREVIEW).asBoolean(false)
            ? calls.admitPreview(request, name)
            : calls.admit(request, name);
    if (!call.server().orElse(tool.server()).equals(tool.server())) {
      throw new Problem(
          ProblemType.UNKNOWN_TOOL, "There is no tool '" + name + "' at " + call.server().get());
    }
    call.view().require(tool);
    RequestRecord.of(request).body(call.body().array());
    JsonNode arguments = call.message().params().get("arguments");
    Map<String, String> headers = ForwardedHeaders.of(request);
    if (call.view().searched()) {
      ForwardedHeaders.rename(headers, name);
    }
    try (ToolReply reply =
        calls.call(
            request,
            tool,
            arguments == null ? McpJson.object() : arguments,
            call.body(),
            headers)) {
      relay.relay(reply, filters.of(tool.server()), request, replies.response());
    }
  }

  private static void checkEra(Era era, RpcRequest message, RequestContext context) {
    switch (era) {
      case MODERN -> ModernRules.check(message, context);
      case LEGACY -> {
        for (String version : context.headers(McpHeaders.PROTOCOL_VERSION)) {
          if (!ProtocolVersions.LEGACY.contains(version)) {
            throw McpError.invalidRequest("Protocol version '" + version + "' is not supported");
          }
        }
      }
    }
  }

  private Optional<String> serverOf(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.length() <= PATH.length() + 1) {
      return Optional.empty();
    }
    String server = path.substring(PATH.length() + 1);
    if (!catalogues.current().hasServer(server)) {
      throw new Problem(ProblemType.NOT_FOUND, "There is no tool server '" + server + "'");
    }
    return Optional.of(server);
  }

  private static void requirePost(HttpServletRequest request) {
    if (!request.getMethod().equals("POST")) {
      throw new Problem(
              ProblemType.METHOD_NOT_ALLOWED,
              "Only POST is served here, not " + request.getMethod())
          .header(HttpHeaders.ALLOW, "POST");
    }
  }
}
