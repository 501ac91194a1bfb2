package io.aios.gateway.interfaces.web;

import io.aios.gateway.interfaces.web.HandedOut.ServerTask;
import io.aios.gateway.interfaces.web.ToolCalls.Asked;
import io.aios.gateway.usecase.Catalogue;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ServerData;
import io.aios.gateway.usecase.ToolReply;
import io.aios.mcp.Era;
import io.aios.mcp.Extensions;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.mcp.RpcRequest;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests beside tool calls that a server answers: prompts, resources, suggestions, tasks. Each is
 * admitted, forwarded and filtered as a call is.
 */
@Component
final class ServerRequests {
  private static final Set<String> METHODS =
      Set.of(
          Methods.PROMPTS_GET,
          Methods.RESOURCES_READ,
          Methods.COMPLETE,
          Methods.TASKS_GET,
          Methods.TASKS_UPDATE,
          Methods.TASKS_CANCEL);

  private final Catalogues catalogues;
  private final ToolCalls calls;
  private final HandedOut handedOut;
  private final ReplyRelay relay;

  ServerRequests(Catalogues catalogues, ToolCalls calls, HandedOut handedOut, ReplyRelay relay) {
    this.catalogues = catalogues;
    this.calls = calls;
    this.handedOut = handedOut;
    this.relay = relay;
  }

  static boolean includes(String method) {
    return METHODS.contains(method);
  }

  /**
   * @param access what stands for it at its server
   * @param serverTask its id there, for requests about a task
   */
  private record Routed(CatalogueTool access, Asked asked, Optional<String> serverTask) {}

  /**
   * @throws McpError when there is no such thing
   * @throws Problem when it is refused, or its server gives no answer
   */
  void answer(McpCall call, HttpServletRequest request, McpReplies replies) {
    Principal principal = request.getUserPrincipal();
    Routed routed = route(call, request, principal);
    QuotaHeaders.write(
        replies.response(),
        calls.admitAccess(request, routed.asked(), routed.access(), () -> call.message().params()));
    call.view().require(routed.access());
    RequestRecord.of(request).body(call.body().array());
    Map<String, String> headers = ForwardedHeaders.of(request);
    routed.serverTask().ifPresent(id -> ForwardedHeaders.rename(headers, id));
    RpcRequest sent = McpTraces.passedOn(sent(call.message(), routed, principal));
    try (ToolReply reply =
        calls.call(request, routed.access(), McpJson.object(), call.bodyOf(sent), headers)) {
      ReplyFilter filter =
          handedOut.wrapping(
              CallersFilters.of(request), call.message(), routed.access(), principal);
      relay.relay(reply, filter, request, replies.response());
    }
  }

  private RpcRequest sent(RpcRequest message, Routed routed, @Nullable Principal principal) {
    if (routed.serverTask().isEmpty()) {
      return handedOut.opened(message, principal);
    }
    ObjectNode params = message.params().deepCopy();
    params.put("taskId", routed.serverTask().get());
    return new RpcRequest(message.id(), message.method(), params);
  }

  private Routed route(McpCall call, HttpServletRequest request, @Nullable Principal principal) {
    return switch (call.message().method()) {
      case Methods.PROMPTS_GET -> prompt(call, request);
      case Methods.RESOURCES_READ -> resource(call, request);
      case Methods.COMPLETE -> completion(call, request);
      default -> task(call, principal);
    };
  }

  private Routed prompt(McpCall call, HttpServletRequest request) {
    String name = String.valueOf(call.message().text("name"));
    ServerData data =
        find(call, request, (catalogue, among) -> catalogue.withPrompt(name, among))
            .orElseThrow(() -> McpError.invalidParams("There is no prompt '" + name + "'"));
    return new Routed(data.prompts(), new Asked("prompt.get", name), Optional.empty());
  }

  private Routed resource(McpCall call, HttpServletRequest request) {
    String uri = call.message().text("uri");
    if (uri == null) {
      throw McpError.invalidParams("'uri' must be the URI of a resource");
    }
    ServerData data =
        find(call, request, (catalogue, among) -> catalogue.withResource(uri, among))
            .or(() -> call.server().flatMap(catalogues.current()::dataOf))
            .orElseThrow(() -> McpError.resourceNotFound(uri, call.era()));
    return new Routed(data.resources(), new Asked("resource.read", uri), Optional.empty());
  }

  private Routed completion(McpCall call, HttpServletRequest request) {
    JsonNode ref = call.message().params().path("ref");
    String what =
        ref.path("type").asString("").equals("ref/prompt")
            ? ref.path("name").asString("")
            : ref.path("uri").asString("");
    ServerData data =
        find(
                call,
                request,
                (catalogue, among) ->
                    catalogue.withPrompt(what, among).or(() -> catalogue.withTemplate(what, among)))
            .orElseThrow(
                () -> McpError.invalidParams("There is no prompt or template '" + what + "'"));
    return new Routed(data.completion(), new Asked("completion", what), Optional.empty());
  }

  /**
   * Admits a listener to each of the resources and tasks that it names, and leaves those aside that
   * there are not.
   *
   * @throws Problem when it may not read one of them
   */
  void admitListening(RpcRequest message, HttpServletRequest request) {
    JsonNode wanted = message.params().path("notifications");
    Principal principal = request.getUserPrincipal();
    Set<CatalogueTool> accesses = new LinkedHashSet<>();
    for (JsonNode uri : wanted.path("resourceSubscriptions")) {
      catalogues
          .current()
          .withResource(uri.asString(""), its -> its.offer().watches())
          .ifPresent(its -> accesses.add(its.resources()));
    }
    for (JsonNode id : wanted.path("taskIds")) {
      tool(id.asString(""), principal).ifPresent(tool -> accesses.add(tool.followed()));
    }
    Asked asked = new Asked("mcp " + message.method(), request.getRequestURI());
    accesses.forEach(access -> calls.admitAccess(request, asked, access, McpJson::object));
  }

  private Optional<CatalogueTool> tool(String id, @Nullable Principal principal) {
    try {
      return tool(handedOut.task(id, principal));
    } catch (McpError unknown) {
      return Optional.empty();
    }
  }

  private Optional<CatalogueTool> tool(ServerTask task) {
    return catalogues
        .current()
        .find(task.tool())
        .filter(tool -> tool.server().equals(task.server()));
  }

  /** A way to find the server that has something, among some servers. */
  @FunctionalInterface
  private interface Search {
    Optional<ServerData> in(Catalogue catalogue, Predicate<ServerData> among);
  }

  /** What the caller may read comes first; what others have is refused by name. */
  private Optional<ServerData> find(McpCall call, HttpServletRequest request, Search search) {
    Catalogue catalogue = catalogues.current();
    Set<String> grants = Callers.of(request).scopes();
    Predicate<ServerData> here = data -> call.isAt(data.server());
    Predicate<ServerData> granted = data -> data.resources().permission().grantedBy(grants);
    return search.in(catalogue, here.and(granted)).or(() -> search.in(catalogue, here));
  }

  private static void requireTasks(McpCall call) {
    if (call.era() == Era.LEGACY) {
      throw McpError.methodNotFound(call.message().method());
    }
    JsonNode declared = call.message().meta().path(MetaKeys.CLIENT_CAPABILITIES);
    if (!declared.path("extensions").has(Extensions.TASKS)) {
      throw McpError.missingExtension(Extensions.TASKS);
    }
  }

  private Routed task(McpCall call, @Nullable Principal principal) {
    requireTasks(call);
    String id = String.valueOf(call.message().name());
    ServerTask task = handedOut.task(id, principal);
    CatalogueTool tool =
        tool(task).filter(its -> call.isAt(its.server())).orElseThrow(HandedOut::unknownTask);
    String action = call.message().method().replace("tasks/", "task.");
    return new Routed(tool.followed(), new Asked(action, tool.name()), Optional.of(task.id()));
  }
}
