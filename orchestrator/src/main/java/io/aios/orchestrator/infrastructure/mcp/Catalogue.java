package io.aios.orchestrator.infrastructure.mcp;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tools.Risk;
import io.aios.mcp.McpError;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.McpUnreachable;
import io.aios.orchestrator.usecase.OrchestratorProperties;
import io.aios.orchestrator.usecase.ToolDescriptor;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The suite's tools, asked of the gateway every few seconds, and at once for a name that is not
 * known, though not more than once a second.
 */
@Component
final class Catalogue {
  private static final Logger log = LoggerFactory.getLogger(Catalogue.class);
  private static final Duration UNKNOWN_TOOL_INTERVAL = Duration.ofSeconds(1);
  private static final Duration FAILURE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final McpClient gateway;
  private final Duration listTimeout;
  private final Duration keep;
  private final InstantSource clock;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile Snapshot snapshot = new Snapshot(Map.of(), Instant.MIN);

  /** Guarded by {@code refreshing}. */
  private Failure failure = new Failure("", Instant.MIN);

  Catalogue(
      McpClient gateway,
      GatewayProperties properties,
      OrchestratorProperties limits,
      InstantSource clock) {
    this.gateway = gateway;
    this.listTimeout = properties.listTimeout();
    this.keep = limits.catalogueTime();
    this.clock = clock;
  }

  /**
   * @throws Problem {@code SERVICE_UNAVAILABLE} when no list was ever had
   */
  Optional<ToolDescriptor> find(String name) {
    Snapshot known = notOlderThan(keep);
    ToolDescriptor tool = known.tools.get(name);
    return Optional.ofNullable(
        tool == null ? notOlderThan(UNKNOWN_TOOL_INTERVAL).tools.get(name) : tool);
  }

  private Snapshot notOlderThan(Duration age) {
    Snapshot known = snapshot;
    if (known.isYoung(clock.instant(), age)) {
      return known;
    }
    // Who finds another one refreshing goes on with what there is.
    if (known.at.equals(Instant.MIN)) {
      refreshing.lock();
    } else if (!refreshing.tryLock()) {
      return known;
    }
    try {
      if (!snapshot.isYoung(clock.instant(), age)) {
        failFast();
        snapshot = refreshed(snapshot);
      }
      return snapshot;
    } finally {
      refreshing.unlock();
    }
  }

  private Snapshot refreshed(Snapshot old) {
    try {
      Map<String, ToolDescriptor> tools = new HashMap<>();
      for (io.aios.mcp.tools.ToolDescriptor listed : gateway.listTools(listTimeout)) {
        ToolDescriptor tool = descriptor(listed);
        // The same object while nothing changed, so that its compiled schema is kept.
        tools.put(tool.name(), tool.equals(old.tools.get(tool.name())) ? old.same(tool) : tool);
      }
      return new Snapshot(Map.copyOf(tools), clock.instant());
    } catch (McpError | McpUnreachable | Problem e) {
      if (old.at.equals(Instant.MIN)) {
        failure = new Failure(String.valueOf(e.getMessage()), clock.instant());
        throw noList();
      }
      log.warn("The list of tools is from {}: {}", old.at, e.getMessage());
      return new Snapshot(old.tools, clock.instant());
    }
  }

  /** Those who queued behind a failed attempt are not kept waiting for one of their own each. */
  private void failFast() {
    if (snapshot.at.equals(Instant.MIN)
        && !failure.at.equals(Instant.MIN)
        && clock.instant().isBefore(failure.at.plus(FAILURE_INTERVAL))) {
      throw noList();
    }
  }

  private Problem noList() {
    return new Problem(
            ProblemType.SERVICE_UNAVAILABLE,
            "The gateway gave no list of tools: " + failure.message)
        .header("Retry-After", "2");
  }

  private static ToolDescriptor descriptor(io.aios.mcp.tools.ToolDescriptor listed) {
    ObjectNode meta = listed.meta();
    return new ToolDescriptor(
        listed.name(),
        risk(meta.get("io.aios/risk"), listed),
        meta.path("io.aios/idempotent").asBoolean(false),
        seconds(meta.get("io.aios/timeoutSeconds"), DEFAULT_TIMEOUT),
        seconds(meta.get("io.aios/cacheSeconds"), Duration.ZERO),
        listed.inputSchema(),
        meta.path("io.aios/undo").stringValue(null),
        meta.path("io.aios/preview").asBoolean(false));
  }

  /** A tool that does not say how risky it is counts as the worst its hints allow. */
  private static Risk risk(@Nullable JsonNode said, io.aios.mcp.tools.ToolDescriptor listed) {
    if (said != null && said.isString()) {
      return Risk.valueOf(said.stringValue().toUpperCase(Locale.ROOT));
    }
    return listed.annotations().path("readOnlyHint").asBoolean(false)
        ? Risk.READ
        : Risk.DESTRUCTIVE;
  }

  private static Duration seconds(@Nullable JsonNode said, Duration otherwise) {
    return said != null && said.isNumber() ? Duration.ofSeconds(said.longValue()) : otherwise;
  }

  private record Failure(String message, Instant at) {}

  private record Snapshot(Map<String, ToolDescriptor> tools, Instant at) {
    boolean isYoung(Instant now, Duration age) {
      return !at.equals(Instant.MIN) && now.isBefore(at.plus(age));
    }

    ToolDescriptor same(ToolDescriptor tool) {
      return tools.getOrDefault(tool.name(), tool);
    }
  }
}
