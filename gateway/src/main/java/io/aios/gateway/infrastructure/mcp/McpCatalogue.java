package io.aios.gateway.infrastructure.mcp;

import io.aios.gateway.domain.ServerStatus;
import io.aios.gateway.usecase.Catalogue;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.Catalogues;
import io.aios.mcp.tools.ToolDescriptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
  private final ConcurrentMap<ToolServer, ServerTools> known = new ConcurrentHashMap<>();
  private final Set<ToolServer> beingAsked = ConcurrentHashMap.newKeySet();
  private volatile Catalogue current = Catalogue.EMPTY;
  private volatile boolean running;

  McpCatalogue(
      RegisteredServers registered,
      ToolLists lists,
      ToolCompiler compiler,
      CatalogueProperties properties,
      Clock clock) {
    this.registered = registered;
    this.lists = lists;
    this.compiler = compiler;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public Catalogue current() {
    return current;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("catalogue").start(this::keep);
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
    }
    servers.forEach(server -> known.computeIfAbsent(server, s -> ServerTools.unknown(s, now)));
    known.forEach(
        (server, tools) -> {
          if (tools.isDue(now, properties.refresh(), properties.retry())
              && beingAsked.add(server)) {
            boolean isRegistered = servers.contains(server);
            Thread.startVirtualThread(() -> update(server, tools, isRegistered));
          }
        });
  }

  private void update(ToolServer server, ServerTools before, boolean isRegistered) {
    try {
      // Not put: what was given up meanwhile must not come back.
      known.replace(server, ask(server, before, isRegistered));
      publish();
    } finally {
      beingAsked.remove(server);
    }
  }

  private ServerTools ask(ToolServer server, ServerTools before, boolean isRegistered) {
    Instant now = clock.instant();
    if (!isRegistered) {
      return before.failed(server, "No instance is registered", now);
    }
    try {
      List<ToolDescriptor> list = lists.fetch(server, properties.timeout());
      return list.equals(before.listed())
          ? before.answered(server, list, before.tools(), now)
          : before.answered(server, list, compile(server, list), now);
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
    known
        .values()
        .forEach(
            server -> {
              tools.addAll(server.tools());
              statuses.add(server.status());
            });
    current = Catalogue.of(tools, statuses);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
