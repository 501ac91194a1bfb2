package io.aios.gateway.interfaces.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.FilteredReply;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.input.RequestStates;
import io.aios.platform.tools.CallStates;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * What servers hand out to be given back: the state of a call that asks its user, and the id of a
 * task. The gateway wraps both for the user they were handed to, whatever the server does itself;
 * nothing of it is kept here.
 */
@Component
final class HandedOut {
  private static final String STATE = "requestState";
  private static final String TASK_ID = "taskId";
  private static final String SCOPE = "cacheScope";
  private static final RpcRequest TASKS = new RpcRequest(null, "tasks", McpJson.object());

  private final RequestStates states;
  private final RequestStates taskIds;

  HandedOut(CallStates keys, GatewayProperties properties) {
    this.states = keys.lasting(properties.answerWithin());
    this.taskIds = keys.lasting(properties.taskIdsLast());
  }

  /**
   * A task of a server.
   *
   * @param tool that it runs
   * @param id as the server knows it
   */
  record ServerTask(String tool, String server, String id) {}

  /**
   * @throws McpError if the user was not given this id
   */
  ServerTask task(String id, @Nullable Principal principal) {
    ObjectNode sealed;
    try {
      sealed = taskIds.open(id, TASKS, principal);
    } catch (McpError foreign) {
      throw unknownTask();
    }
    return new ServerTask(
        sealed.path("tool").asString(""),
        sealed.path("server").asString(""),
        sealed.path("id").asString(""));
  }

  static McpError unknownTask() {
    return McpError.invalidParams("There is no such task, or it has expired");
  }

  private String seal(ServerTask task, @Nullable Principal principal) {
    ObjectNode json = McpJson.object().put("tool", task.tool()).put("server", task.server());
    return taskIds.seal(json.put("id", task.id()), TASKS, principal);
  }

  /**
   * The request as its server gets it: with the state that the server handed out.
   *
   * @throws McpError if the user was not given this state, or for another call
   */
  RpcRequest opened(RpcRequest request, @Nullable Principal principal) {
    if (!request.params().has(STATE)) {
      return request;
    }
    ObjectNode params = request.params().deepCopy();
    ObjectNode state = states.open(request.params().path(STATE).asString(""), request, principal);
    return new RpcRequest(
        request.id(), request.method(), params.put(STATE, state.path(STATE).asString("")));
  }

  /**
   * Wraps what is handed out in the replies to a request, after they were filtered.
   *
   * @param request as it came
   */
  ReplyFilter wrapping(
      ReplyFilter filter, RpcRequest request, CatalogueTool tool, @Nullable Principal principal) {
    return new Wrapping(filter, request, tool, principal);
  }

  private final class Wrapping implements ReplyFilter {
    private final ReplyFilter filter;
    private final RpcRequest request;
    private final CatalogueTool tool;
    private final @Nullable Principal principal;

    Wrapping(
        ReplyFilter filter, RpcRequest request, CatalogueTool tool, @Nullable Principal principal) {
      this.filter = filter;
      this.request = request;
      this.tool = tool;
      this.principal = principal;
    }

    @Override
    public boolean mayMatch(byte[] bytes, int from, int to) {
      return filter.mayMatch(bytes, from, to) || mayHandOut(bytes, from, to);
    }

    /** One byte a character: the JDK searches such text many bytes at once. */
    private static boolean mayHandOut(byte[] bytes, int from, int to) {
      String text = new String(bytes, from, to - from, ISO_8859_1);
      return text.contains(STATE) || text.contains(TASK_ID) || text.contains(SCOPE);
    }

    /** Wrapped values are put in last, so that the filter does not take them for secrets. */
    @Override
    public FilteredReply apply(byte[] json) {
      Map<String, String> wrapped = wrapped(ResultMembers.of(json));
      Map<String, String> hidden = new HashMap<>(wrapped);
      hidden.replaceAll((member, value) -> "");
      byte[] bytes = ResultMembers.of(json).with(hidden);
      FilteredReply reply =
          filter.mayMatch(bytes, 0, bytes.length)
              ? filter.apply(bytes)
              : new FilteredReply(bytes, Map.of());
      return new FilteredReply(ResultMembers.of(reply.bytes()).with(wrapped), reply.findings());
    }

    private Map<String, String> wrapped(ResultMembers result) {
      Map<String, String> values = new HashMap<>();
      String state = result.get(STATE);
      if (state != null) {
        values.put(STATE, states.seal(McpJson.object().put(STATE, state), request, principal));
      }
      String id = result.get(TASK_ID);
      if (id != null && (asksForTask() || "task".equals(result.get("resultType")))) {
        values.put(TASK_ID, ownId(id));
      }
      if (result.get(SCOPE) != null) {
        values.put(SCOPE, "private");
      }
      return values;
    }

    /** A task keeps the id under which it was asked for. */
    private String ownId(String id) {
      String asked = request.text(TASK_ID);
      return asked == null || !asksForTask()
          ? seal(new ServerTask(tool.name(), tool.server(), id), principal)
          : asked;
    }

    private boolean asksForTask() {
      return request.method().startsWith("tasks/");
    }
  }
}
