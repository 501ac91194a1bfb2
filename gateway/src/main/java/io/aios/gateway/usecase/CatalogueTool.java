package io.aios.gateway.usecase;

import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.gateway.domain.ToolLimits;
import io.aios.mcp.tools.ParamHeaders;
import io.aios.mcp.tools.ToolDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A tool as the gateway offers it.
 *
 * @param server alias of its server, the first part of its name
 * @param service the name its server is registered under, the audience of its tokens
 * @param hopScopes what the gateway's token for its server permits: calling this tool
 * @param path where its service answers for its server
 * @param delegated whether its server acts with the caller's grants, as one that runs plans does
 * @param limits what its calls cost and how many there may be
 * @param timeout how long its server may take
 * @param descriptor as its server lists it
 * @param mirrors the arguments that its caller repeats in headers
 */
public record CatalogueTool(
    String name,
    String server,
    String service,
    String path,
    ToolPermission permission,
    String profile,
    Duration timeout,
    boolean idempotent,
    ToolDescriptor descriptor,
    ArgumentRules rules,
    ParamHeaders mirrors,
    Set<String> hopScopes,
    boolean delegated,
    ToolLimits limits) {
  private static final String OWN_PATH = "/mcp";

  /** What its circuit breaker and its places are kept by: one server never uses up another's. */
  public String guard() {
    return path.equals(OWN_PATH) ? service : service + ':' + server;
  }

  /** What a call of it takes out of quotas. */
  public Charge charge() {
    return new Charge(name, permission.risk(), limits.cost());
  }

  /** Whether its server is one that others wrote, behind a service of the suite. */
  public boolean external() {
    return !path.equals(OWN_PATH);
  }

  /** Whether it can say what a call would do. */
  public boolean previews() {
    return descriptor.meta().path("io.aios/preview").asBoolean(false);
  }

  /** Asking for a task that it runs: with the permission for it, and without arguments. */
  public CatalogueTool followed() {
    return new CatalogueTool(
        name,
        server,
        service,
        path,
        permission,
        profile,
        timeout,
        true,
        descriptor,
        arguments -> List.of(),
        mirrors,
        hopScopes,
        false,
        ToolLimits.UNWATCHED);
  }

  /** What is asked for a preview: permission to read, and a token that is good for no more. */
  public CatalogueTool previewed() {
    return new CatalogueTool(
        name,
        server,
        service,
        path,
        new ToolPermission(server, Risk.READ),
        profile,
        timeout,
        true,
        descriptor,
        rules,
        mirrors,
        Set.of("preview:" + name),
        false,
        ToolLimits.DEFAULT);
  }
}
