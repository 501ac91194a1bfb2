package io.aios.gateway.infrastructure.mcp;

import io.aios.gateway.domain.ServerStatus;
import io.aios.gateway.domain.ServerStatus.State;
import io.aios.gateway.usecase.Catalogue;
import io.aios.gateway.usecase.CatalogueChanges;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.ServerData;
import io.aios.mcp.tools.ToolDescriptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the catalogue. Each server is asked on a thread of its own, so that one that hangs delays
 * no other; whoever has an answer swaps in a new catalogue as a whole. Callers only ever read a
 * reference: however many there are, each server is asked once an interval.
 */
@Component
final class McpCatalogue implements Catalogues, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(McpCatalogue.class);
  private static final Duration TICK = Duration.ofMillis(250);

  private final RegisteredServers registered;
  private final ToolLists lists;
  private final ToolCompiler compiler;
  private final CatalogueProperties properties;
  private final Clock clock;
  private final ServerNews news;
  private final CatalogueChanges changes;
  private final ConcurrentMap<ToolServer, ServerTools> known = new ConcurrentHashMap<>();
  private final Set<ToolServer> beingAsked = ConcurrentHashMap.newKeySet();
  private volatile Catalogue current = Catalogue.EMPTY;
  private volatile boolean running;

  McpCatalogue(
      RegisteredServers registered,
      ToolLists lists,
      ToolCompiler compiler,
      CatalogueProperties properties,
      ServerNews news,
      CatalogueChanges changes,
      Clock clock) {
    this.registered = registered;
    this.lists = lists;
    this.compiler = compiler;
    this.properties = properties;
    this.news = news;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public Catalogue current() {
    return current;
  }

  @Override
  public void start() {
    running = true;
    Thread keeper = Thread.ofVirtual().name("catalogue").start(this::keep);
    news.whenTold(() -> LockSupport.unpark(keeper));
  }

  private void keep() {
    while (running) {
      try {
        refresh(registered.find());
      } catch (RuntimeException e) {
        log.error("The registry could not be read", e);
      }
      LockSupport.parkNanos(TICK.toNanos());
    }
  }

  private void refresh(List<ToolServer> servers) {
    Instant now = clock.instant();
    if (known.keySet().removeIf(server -> registered.isGivenUp(server, servers))) {
      publish();
      fire(EnumSet.allOf(ListKind.class));
    }
    servers.forEach(
        server ->
            known.computeIfAbsent(
                server,
                s -> ServerTools.unknown(s, compiler.compile(s, ServerData.Offer.NOTHING), now)));
    known.forEach(
        (server, tools) -> {
          boolean due =
              tools.isDue(now, properties.refresh(), properties.retry()) || news.isThereAny(server);
          if (due && beingAsked.add(server)) {
            boolean isRegistered = servers.contains(server);
            Thread.startVirtualThread(() -> update(server, tools, isRegistered));
          }
        });
  }

  private void update(ToolServer server, ServerTools before, boolean isRegistered) {
    try {
      Set<ListKind> changed = EnumSet.noneOf(ListKind.class);
      changed.addAll(news.take(server));
      ServerTools now = ask(server, before, isRegistered);
      changed.addAll(ListKind.differing(before.listed(), now.listed()));
      // Not put: what was given up meanwhile must not come back.
      if (known.replace(server, now) == null) {
        news.stopListeningTo(server);
      } else if (now.status().state() == State.UP && now.listed().announces()) {
        news.listenTo(server, properties.timeout());
      }
      publish();
      fire(changed);
    } finally {
      beingAsked.remove(server);
    }
  }

  private void fire(Set<ListKind> changed) {
    for (ListKind kind : changed) {
      switch (kind) {
        case TOOLS -> changes.toolsChanged();
        case PROMPTS -> changes.promptsChanged();
        case RESOURCES -> changes.resourcesChanged();
      }
    }
  }

  private ServerTools ask(ToolServer server, ServerTools before, boolean isRegistered) {
    Instant now = clock.instant();
    if (!isRegistered) {
      return before.failed(server, "No instance is registered", now);
    }
    try {
      ServerLists lists = this.lists.fetch(server, properties.timeout());
      ServerLists known = before.listed();
      return before.answered(
          server,
          lists,
          lists.tools().equals(known.tools()) ? before.tools() : compile(server, lists.tools()),
          lists.data().equals(known.data())
              ? before.data()
              : compiler.compile(server, lists.data()),
          now);
    } catch (RuntimeException e) {
      return before.failed(server, String.valueOf(e.getMessage()), now);
    }
  }

  private List<CatalogueTool> compile(ToolServer server, List<ToolDescriptor> list) {
    Map<String, CatalogueTool> tools = new HashMap<>();
    for (ToolDescriptor tool : list) {
      try {
        if (tools.putIfAbsent(tool.name(), compiler.compile(server, tool)) != null) {
          throw new IllegalArgumentException("its name is listed twice");
        }
      } catch (IllegalArgumentException e) {
        log.error(
            "Tool {} of {} is not offered: {}", tool.name(), server.service(), e.getMessage());
      }
    }
    log.info("{} offers {} tools as {}_*", server.service(), tools.size(), server.alias());
    return List.copyOf(tools.values());
  }

  private synchronized void publish() {
    List<CatalogueTool> tools = new ArrayList<>();
    List<ServerStatus> statuses = new ArrayList<>();
    List<ServerData> data = new ArrayList<>();
    Set<String> aliases = new HashSet<>();
    known.forEach(
        (server, its) -> {
          aliases.add(server.alias());
          tools.addAll(its.tools());
          statuses.add(its.status());
          data.add(its.data());
        });
    current = Catalogue.of(MergedTools.of(tools, aliases), statuses, data);
  }

  @Override
  public void stop() {
    running = false;
    news.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
