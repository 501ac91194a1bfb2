package io.aios.gateway.interfaces.web;

import io.aios.gateway.interfaces.web.HandedOut.ServerTask;
import io.aios.gateway.usecase.Catalogue;
import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ReplyFilters;
import io.aios.gateway.usecase.WatchedServers;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.subscriptions.Sources;
import io.aios.mcp.subscriptions.WatchedTasks;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The single resources and tasks that callers watch: listened to at their servers as long as, and
 * in the name of whom, a caller listens here.
 */
@Component
final class WatchedByCallers implements Sources, WatchedTasks, CallersWatches.Told {
  private final ObjectProvider<Catalogues> catalogues;
  private final WatchedServers servers;
  private final HandedOut handedOut;
  private final ReplyFilters filters;

  /** By the callers' ids, which no two callers share. */
  private final Map<String, ObjectNode> lastHeard = new ConcurrentHashMap<>();

  private volatile Consumer<String> taskTold = id -> {};
  private volatile Consumer<String> resourceTold = uri -> {};

  WatchedByCallers(
      ObjectProvider<Catalogues> catalogues,
      WatchedServers servers,
      HandedOut handedOut,
      ReplyFilters filters) {
    this.catalogues = catalogues;
    this.servers = servers;
    this.handedOut = handedOut;
    this.filters = filters;
  }

  void tell(Consumer<String> resources) {
    resourceTold = resources;
  }

  @Override
  public void whenChanged(Consumer<String> told) {
    taskTold = told;
  }

  @Override
  public Optional<ObjectNode> describe(String id) {
    return Optional.ofNullable(lastHeard.get(id));
  }

  @Override
  public Set<String> watchable(List<String> ids, McpExchange exchange) {
    Set<String> own = new LinkedHashSet<>(ids);
    own.removeIf(id -> task(id, exchange).isEmpty());
    return own;
  }

  /** The task, if the caller has such a one and may still use the tool that it runs. */
  private Optional<ServerTask> task(String id, McpExchange exchange) {
    try {
      ServerTask task = handedOut.task(id, exchange.principal());
      Set<String> grants = Callers.grants(exchange);
      return catalogues
          .getObject()
          .current()
          .find(task.tool())
          .filter(tool -> tool.server().equals(task.server()))
          .filter(tool -> tool.permission().grantedBy(grants))
          .map(tool -> task);
    } catch (McpError unknown) {
      return Optional.empty();
    }
  }

  @Override
  public Source open(Set<String> resources, Set<String> tasks, McpExchange exchange) {
    CallersWatches watches = new CallersWatches(this);
    Catalogue catalogue = catalogues.getObject().current();
    for (String uri : resources) {
      Listening.watchable(catalogue, uri, exchange).ifPresent(its -> watches.resource(its, uri));
    }
    for (String id : tasks) {
      task(id, exchange)
          .ifPresent(
              task ->
                  catalogue.dataOf(task.server()).ifPresent(its -> watches.task(its, task, id)));
    }
    if (exchange.principal() instanceof Authentication authentication) {
      watches.open(CallerIdentity.of(authentication), servers);
    }
    return watches;
  }

  @Override
  public void resource(String uri) {
    resourceTold.accept(uri);
  }

  @Override
  public void task(String server, String owner, String id, JsonNode task) {
    ObjectNode own = task.asObject().deepCopy();
    own.remove(MetaKeys.META);
    try {
      byte[] bytes = McpJson.MAPPER.writeValueAsBytes(own.put("taskId", ""));
      ReplyFilter filter = filters.of(server, owner);
      byte[] shown = filter.mayMatch(bytes, 0, bytes.length) ? filter.apply(bytes).bytes() : bytes;
      lastHeard.put(id, McpJson.MAPPER.readTree(shown).asObject().put("taskId", id));
      taskTold.accept(id);
    } catch (Problem withheld) {
      // Whoever asks for the task is told so.
    }
  }

  @Override
  public void left(Set<String> taskIds) {
    lastHeard.keySet().removeAll(taskIds);
  }
}
