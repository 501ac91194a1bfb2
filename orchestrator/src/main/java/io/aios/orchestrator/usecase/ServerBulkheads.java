package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Principal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bounds how many calls of this process each tool server has at once, with a fair share for each
 * user. A call that finds no place waits for one, within its time; calls to other servers do not
 * notice. Plans called as tools are let through: a plan would wait for places that the plans around
 * it hold.
 */
@Component("boundedTools")
final class ServerBulkheads implements Tools {
  private static final String PLANS = ToolServers.of(PlanRendering.PREFIX);

  private final Tools tools;
  private final ServerProperties properties;
  private final MeterRegistry meters;
  private final Map<String, Slots> servers = new ConcurrentHashMap<>();

  ServerBulkheads(
      @Qualifier("mcpTools") Tools tools, ServerProperties properties, MeterRegistry meters) {
    this.tools = tools;
    this.properties = properties;
    this.meters = meters;
  }

  @Override
  public Optional<ToolDescriptor> find(String name) {
    return tools.find(name);
  }

  /**
   * @throws NotSent when the thread was interrupted while the call waited for a place
   */
  @Override
  public ToolAnswer call(ToolInvocation call) throws InterruptedException {
    String server = ToolServers.of(call.tool());
    if (server.equals(PLANS)) {
      return tools.call(call);
    }
    Slots places = servers.computeIfAbsent(server, this::places);
    String user = call.principal().subject();
    if (!places.tryTake(user)) {
      await(server, places, call);
    }
    try {
      return tools.call(call);
    } finally {
      places.release(user);
    }
  }

  private static void await(String server, Slots places, ToolInvocation call) throws NotSent {
    call.listener().queued();
    try {
      places.take(call.principal().subject(), call.priority());
    } catch (InterruptedException e) {
      throw new NotSent("all places of the server '" + server + "' were taken");
    } finally {
      call.listener().dequeued();
    }
  }

  private Slots places(String server) {
    Slots places = new Slots(properties.places(server), Integer.MAX_VALUE);
    meters.gauge("aios.commands.server.waiting", Tags.of("server", server), places, Slots::waiting);
    return places;
  }

  @Override
  public ToolAnswer preview(
      Principal principal, String tool, ObjectNode arguments, Duration timeout)
      throws InterruptedException {
    return tools.preview(principal, tool, arguments, timeout);
  }
}
