package io.aios.platform.tools;

import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.server.Background;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.RpcResult;
import io.aios.platform.security.CallerIdentity;
import java.security.Principal;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps with each task for whom it runs. The call was permitted when the task was started, and by
 * the time it runs its token is gone.
 *
 * @param tasks what keeps and runs the tasks
 */
record CallersOfTasks(Background tasks) implements Background {
  private static final String KEY = "io.aios/caller";

  @Override
  public RpcResult start(RpcRequest request, McpExchange exchange) {
    CallerIdentity identity =
        CallerIdentity.of((Authentication) Objects.requireNonNull(exchange.principal()));
    ObjectNode caller = McpJson.object().put("client", identity.client());
    String command = Callers.command(identity, exchange);
    if (command != null) {
      caller.put("command", command);
    }
    ObjectNode params = request.params().deepCopy();
    // Whatever the request itself had here, it is not believed.
    params.withObjectProperty(MetaKeys.META).set(KEY, caller);
    return tasks.start(new RpcRequest(request.id(), request.method(), params), exchange);
  }

  static Caller of(McpExchange background) {
    Principal owner = Objects.requireNonNull(background.principal());
    JsonNode caller = background.meta(KEY);
    return new Caller(
        owner.getName(),
        caller.path("client").asString(""),
        caller.path("command").stringValue(null));
  }
}
