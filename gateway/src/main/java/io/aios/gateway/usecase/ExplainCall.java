package io.aios.gateway.usecase;

import io.aios.gateway.domain.Check;
import io.aios.gateway.domain.Check.Verdict;
import io.aios.gateway.domain.Explanation;
import io.aios.gateway.domain.GuardState;
import io.aios.gateway.domain.QuotaLevel;
import io.aios.gateway.domain.RunningLevel;
import io.aios.gateway.domain.ServerStatus;
import io.aios.gateway.domain.Violation;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Tells what would decide about a call, without making it or counting it: the checks of {@link
 * AdmitCall} and {@link CallTool} in their order.
 */
@Component
public final class ExplainCall {
  private final Catalogues catalogues;
  private final AccessPolicies policies;
  private final Quotas quotas;
  private final RunningCalls running;
  private final ServerGuards guards;

  ExplainCall(
      Catalogues catalogues,
      AccessPolicies policies,
      Quotas quotas,
      RunningCalls running,
      ServerGuards guards) {
    this.catalogues = catalogues;
    this.policies = policies;
    this.quotas = quotas;
    this.running = running;
    this.guards = guards;
  }

  public Explanation explain(
      CallerIdentity caller,
      @Nullable String source,
      ToolView view,
      String name,
      JsonNode arguments) {
    Optional<CatalogueTool> found = catalogues.current().find(name);
    List<Check> checks = new ArrayList<>();
    checks.add(identity(caller));
    if (found.isEmpty()) {
      checks.add(new Check("tool", Verdict.REFUSES, "There is no tool '" + name + "'", Map.of()));
      return Explanation.of(name, checks);
    }
    CatalogueTool tool = found.get();
    checks.add(tool(tool));
    checks.add(permission(caller, tool));
    if (!view.includes(tool)) {
      checks.add(view(view, tool));
    }
    checks.add(policies(caller, tool, source, arguments));
    quotas.levels(caller, tool.charge()).forEach(level -> checks.add(quota(level)));
    checks.add(schema(tool.rules().check(arguments)));
    running.levels(caller, tool).forEach(level -> checks.add(running(level)));
    checks.add(guard(tool.guard(), guards.state(tool.guard())));
    checks.add(route(tool));
    return Explanation.of(name, checks);
  }

  private static Check identity(CallerIdentity caller) {
    return new Check(
        "identity",
        Verdict.PASSES,
        "%s through %s".formatted(caller.subject(), caller.client()),
        Map.of(
            "subject", caller.subject(),
            "client", caller.client(),
            "scopes", caller.scopes().stream().sorted().toList()));
  }

  private Check tool(CatalogueTool tool) {
    Optional<ServerStatus> status =
        catalogues.current().servers().stream()
            .filter(server -> server.server().equals(tool.server()))
            .findFirst();
    String state = status.map(server -> server.state().name()).orElse("UNKNOWN");
    return new Check(
        "tool",
        Verdict.PASSES,
        "%s of %s, whose list of tools is %s".formatted(tool.name(), tool.service(), state),
        Map.of("server", tool.server(), "service", tool.service(), "state", state));
  }

  private static Check permission(CallerIdentity caller, CatalogueTool tool) {
    String needed = tool.permission().toString();
    List<String> granting =
        caller.scopes().stream()
            .filter(scope -> tool.permission().grantedBy(java.util.Set.of(scope)))
            .sorted()
            .toList();
    return granting.isEmpty()
        ? new Check(
            "permission",
            Verdict.REFUSES,
            "It needs " + needed + ", which no scope of the token grants",
            Map.of("permission", needed))
        : new Check(
            "permission",
            Verdict.PASSES,
            "It needs %s, which %s grants".formatted(needed, String.join(", ", granting)),
            Map.of("permission", needed, "grantedBy", granting));
  }

  private static Check view(ToolView view, CatalogueTool tool) {
    String limitedBy = view.limitedBy(tool);
    return new Check(
        "profile",
        Verdict.REFUSES,
        "Its profile is %s and its risk %s, which the %s leaves out"
            .formatted(tool.profile(), tool.permission().risk().wireName(), limitedBy),
        Map.of("profile", tool.profile(), "limitedBy", limitedBy));
  }

  /** Asked as a call asks them, so that what is told is what decides. */
  private Check policies(
      CallerIdentity caller, CatalogueTool tool, @Nullable String source, JsonNode arguments) {
    try {
      policies.require(caller, tool, source, () -> arguments);
      return new Check("policies", Verdict.PASSES, "No access policy stands in the way", Map.of());
    } catch (Problem refusal) {
      return new Check("policies", Verdict.REFUSES, refusal.detail(), refusal.members());
    }
  }

  private static Check quota(QuotaLevel level) {
    return new Check(
        "quota",
        level.left() > 0 ? Verdict.PASSES : Verdict.REFUSES,
        "'%s' has %d of %d units in %d s left"
            .formatted(level.quota(), level.left(), level.limit(), level.window().toSeconds()),
        Map.of(
            "quota", level.quota(),
            "left", level.left(),
            "limit", level.limit(),
            "windowSeconds", level.window().toSeconds()));
  }

  private static Check running(RunningLevel level) {
    return new Check(
        "running",
        level.here() < level.limit() ? Verdict.PASSES : Verdict.REFUSES,
        "'%s' has %d places, of which this gateway has taken %d"
            .formatted(level.quota(), level.limit(), level.here()),
        Map.of("quota", level.quota(), "limit", level.limit(), "here", level.here()));
  }

  private static Check schema(List<Violation> violations) {
    return violations.isEmpty()
        ? new Check("schema", Verdict.PASSES, "The arguments match the input schema", Map.of())
        : new Check(
            "schema",
            Verdict.REFUSES,
            "The arguments do not match the input schema: %s at '%s'"
                .formatted(violations.getFirst().message(), violations.getFirst().pointer()),
            Map.of("violations", violations));
  }

  private static Check guard(String service, GuardState state) {
    return new Check(
        "guard",
        state.admits() ? Verdict.PASSES : Verdict.REFUSES,
        "The circuit of %s is %s, %d of %d places are free"
            .formatted(service, state.circuit(), state.free(), state.places()),
        Map.of(
            "circuit", state.circuit(),
            "failureRate", state.failureRate(),
            "free", state.free(),
            "places", state.places()));
  }

  private static Check route(CatalogueTool tool) {
    return new Check(
        "route",
        Verdict.TELLS,
        "It goes to %s with a token for %s only, for %d s at most%s"
            .formatted(
                tool.service(),
                String.join(" ", tool.hopScopes()),
                tool.timeout().toSeconds(),
                tool.idempotent() ? ", and again once if the connection breaks" : ""),
        Map.of(
            "service", tool.service(),
            "tokenScopes", tool.hopScopes(),
            "timeoutSeconds", tool.timeout().toSeconds(),
            "repeatable", tool.idempotent()));
  }
}
