package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.CallerGone;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ToolReply;
import io.aios.mcp.Era;
import io.aios.mcp.McpError;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.McpJson;
import io.aios.mcp.Methods;
import io.aios.mcp.ProtocolVersions;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.http.ServletExchanges;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.server.ModernRules;
import io.aios.mcp.server.RequestContext;
import io.aios.platform.tools.ToolMeta;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private final McpTraces traces;
  private final McpLists lists;
  private final ToolViews views;
  private final SearchQuota searchQuota;
  private final Catalogues catalogues;
  private final ToolCalls calls;
  private final ReplyRelay relay;
  private final CallMetrics metrics;
  private final HandedOut handedOut;
  private final ServerRequests requests;
  private final ServletExchanges exchanges;

  McpHandler(
      RequestBodies bodies,
      OriginRules origins,
      McpTraces traces,
      McpLists lists,
      ToolViews views,
      SearchQuota searchQuota,
      Catalogues catalogues,
      ToolCalls calls,
      ReplyRelay relay,
      CallMetrics metrics,
      HandedOut handedOut,
      ServerRequests requests,
      ServletExchanges exchanges) {
    this.bodies = bodies;
    this.origins = origins;
    this.traces = traces;
    this.lists = lists;
    this.views = views;
    this.searchQuota = searchQuota;
    this.catalogues = catalogues;
    this.calls = calls;
    this.relay = relay;
    this.metrics = metrics;
    this.handedOut = handedOut;
    this.requests = requests;
    this.exchanges = exchanges;
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
      McpCall.Address at = new McpCall.Address(server, views.of(request));
      byte[] body = bodies.read(request);
      RpcRequest message = RpcRequest.read(body);
      traces.join(request, message);
      JsonNode id = message.id();
      if (id != null && isCall(message.method())) {
        Era era = ModernRules.eraOf(message, new GatewayContext(request));
        call(new McpCall(id, message, ByteBuffer.wrap(body), era, at, false), request, replies);
      } else {
        RequestRecord.of(request).asks("mcp " + message.method(), request.getRequestURI());
        answer(message, lists.of(at.server(), at.view()), request, replies);
      }
    } catch (McpError refused) {
      replies.refuse(null, refused);
    } catch (Problem refused) {
      replies.refuse(null, refused);
    }
  }

  /** Whether it is a server that answers. */
  private static boolean isCall(String method) {
    return method.equals(Methods.TOOLS_CALL) || ServerRequests.includes(method);
  }

  private void call(McpCall call, HttpServletRequest request, McpReplies replies)
      throws IOException {
    if (call.message().method().equals(Methods.TOOLS_CALL)) {
      metrics.timed(request, () -> checked(call, request, replies, this::callTool));
    } else {
      checked(call, request, replies, requests::answer);
    }
  }

  /** Only listening takes a while: everything else is answered at once. */
  private void answer(
      RpcRequest message, McpServer server, HttpServletRequest request, McpReplies replies)
      throws IOException {
    if (!message.method().equals(Methods.SUBSCRIPTIONS_LISTEN)) {
      replies.write(server.handle(message, new GatewayContext(request)));
      return;
    }
    try {
      requests.admitListening(message, request);
    } catch (Problem refused) {
      replies.refuse(message.id(), refused);
      return;
    }
    exchanges.serve(server, message, request, replies.response());
  }

  /** What becomes of a call that is well formed. */
  @FunctionalInterface
  private interface Answering {
    void answer(McpCall call, HttpServletRequest request, McpReplies replies) throws IOException;
  }

  private static void checked(
      McpCall call, HttpServletRequest request, McpReplies replies, Answering answering)
      throws IOException {
    try {
      checkEra(call.era(), call.message(), new GatewayContext(request));
      answering.answer(call, request, replies);
    } catch (McpError refused) {
      replies.refuse(call.id(), refused);
    } catch (Problem refused) {
      replies.refuse(call.id(), refused, call.era());
    } catch (CallerGone gone) {
      replies.callerGone();
    }
  }

  private void callTool(McpCall call, HttpServletRequest request, McpReplies replies)
      throws IOException {
    if (call.view().searched()) {
      search(call, request, replies);
    } else {
      forward(call, request, replies);
    }
  }

  /** Where tools are searched, three names are the gateway's own; all others are called as ever. */
  private void search(McpCall call, HttpServletRequest request, McpReplies replies)
      throws IOException {
    String name = String.valueOf(call.message().name());
    if (MetaTools.ANSWERED_HERE.contains(name)) {
      searchQuota.take(request, replies.response(), name);
      RequestRecord.of(request).body(call.body().array());
      replies.write(
          lists.of(call.server(), call.view()).handle(call.message(), new GatewayContext(request)));
    } else if (name.equals(MetaTools.CALL)) {
      forward(call.unwrapped(WrappedCall.unwrap(call.message())), request, replies);
    } else {
      forward(call, request, replies);
    }
  }

  private void forward(McpCall call, HttpServletRequest request, McpReplies replies) {
    String name = call.message().name();
    if (name == null) {
      throw McpError.invalidParams("'name' must be the name of a tool");
    }
    JsonNode given = call.message().params().get("arguments");
    JsonNode arguments = given == null ? McpJson.object() : given;
    CatalogueTool tool =
        call.message().meta().path(ToolMeta.PREVIEW).asBoolean(false)
            ? calls.admitPreview(request, replies.response(), name, () -> arguments)
            : calls.admit(request, replies.response(), name, () -> arguments);
    if (!call.isAt(tool.server())) {
      throw new Problem(
          ProblemType.UNKNOWN_TOOL, "There is no tool '" + name + "' at " + call.server().get());
    }
    call.view().require(tool);
    RequestRecord.of(request).body(call.body().array());
    Map<String, String> headers = headers(call, tool, arguments, request);
    Principal principal = request.getUserPrincipal();
    RpcRequest sent = McpTraces.passedOn(handedOut.opened(call.message(), principal));
    try (ToolReply reply = calls.call(request, tool, arguments, call.bodyOf(sent), headers)) {
      ReplyFilter filter = filter(call, tool, principal, CallersFilters.of(request));
      relay.relay(reply, filter, request, replies.response());
    }
  }

  private Map<String, String> headers(
      McpCall call, CatalogueTool tool, JsonNode arguments, HttpServletRequest request) {
    Map<String, String> headers = ForwardedHeaders.of(request);
    if (call.rewritten()) {
      ForwardedHeaders.rename(headers, tool.name());
      headers.putAll(tool.mirrors().of(arguments));
    } else if (call.era() == Era.MODERN) {
      tool.mirrors().check(arguments, new GatewayContext(request)::headers);
    }
    return headers;
  }

  private ReplyFilter filter(
      McpCall call, CatalogueTool tool, @Nullable Principal principal, ReplyFilter filter) {
    return switch (call.era()) {
      case MODERN -> handedOut.wrapping(filter, call.message(), tool, principal);
      case LEGACY -> filter;
    };
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
