package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.Catalogue;
import io.aios.gateway.usecase.CatalogueChanges;
import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.ServerData;
import io.aios.mcp.server.Feature;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.spring.ListenersLifecycle;
import io.aios.mcp.subscriptions.Changes;
import io.aios.mcp.subscriptions.ListenLimits;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * {@code subscriptions/listen}: changes of the merged lists, and what each server tells of the
 * resources and tasks that a caller watches there.
 */
@Component
final class Listening implements Feature, CatalogueChanges, SmartLifecycle {
  private static final int TOTAL = 10_000;
  private static final int WATCHED = 200;

  private final ObjectProvider<Catalogues> catalogues;
  private final Changes changes;
  private final SmartLifecycle lifecycle;

  Listening(
      ObjectProvider<Catalogues> catalogues,
      WatchedByCallers watched,
      GatewayProperties properties) {
    this.catalogues = catalogues;
    this.changes =
        Changes.builder()
            .tools()
            .prompts()
            .resources()
            .watching(this::mayWatch)
            .tasks(watched)
            .heardFrom(watched)
            .limits(
                new ListenLimits(properties.listeners(), TOTAL, WATCHED, properties.listenFor()))
            .build();
    this.lifecycle = new ListenersLifecycle(changes::close);
    watched.tell(changes::resourceUpdated);
  }

  private boolean mayWatch(String uri, McpExchange exchange) {
    return watchable(catalogues.getObject().current(), uri, exchange).isPresent();
  }

  /** The server that tells this caller of the resource. */
  static Optional<ServerData> watchable(Catalogue catalogue, String uri, McpExchange exchange) {
    Set<String> grants = Callers.grants(exchange);
    Predicate<ServerData> may =
        its -> its.offer().watches() && its.resources().permission().grantedBy(grants);
    return catalogue.withResource(uri, may);
  }

  @Override
  public void register(McpServer.Builder server) {
    changes.register(server);
  }

  @Override
  public void toolsChanged() {
    changes.toolsChanged();
  }

  @Override
  public void promptsChanged() {
    changes.promptsChanged();
  }

  @Override
  public void resourcesChanged() {
    changes.resourcesChanged();
  }

  @Override
  public void start() {
    lifecycle.start();
  }

  @Override
  public void stop() {
    lifecycle.stop();
  }

  @Override
  public boolean isRunning() {
    return lifecycle.isRunning();
  }

  @Override
  public int getPhase() {
    return lifecycle.getPhase();
  }
}
