package io.aios.gateway.infrastructure.cedar;

import io.aios.contracts.policies.PolicyBundle;
import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.AccessPolicies;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.UserFacts;
import io.aios.platform.web.Problem;
import io.aios.policy.engine.Decision;
import io.aios.policy.engine.Requirement;
import io.aios.policy.syntax.InvalidPolicies;
import io.aios.policy.tools.CallFacts;
import io.aios.policy.tools.Surroundings;
import io.aios.policy.tools.ToolAction;
import io.aios.policy.tools.ToolPolicies;
import io.aios.policy.tools.UnreadableArguments;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Keeps the compiled policies: fetched at the start, on each event and, in case one is lost, at an
 * interval. Until the first fetch nothing is let through; afterwards the last policies known stay
 * in force while security-manager is away.
 */
@Component
final class CedarPolicies implements AccessPolicies, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CedarPolicies.class);

  private final PolicyFetch fetch;
  private final PolicyProperties properties;
  private final Clock clock;
  private final StepUp stepUp;
  private final CallSurroundings surroundings;
  private final ConcurrentMap<String, ToolAction> actions = new ConcurrentHashMap<>();
  private volatile @Nullable InForce inForce;
  private volatile boolean running;

  /**
   * @param policies null where scopes alone decide
   */
  private record InForce(long activation, @Nullable ToolPolicies policies) {}

  CedarPolicies(
      PolicyFetch fetch, PolicyProperties properties, CallSurroundings surroundings, Clock clock) {
    this.fetch = fetch;
    this.properties = properties;
    this.surroundings = surroundings;
    this.clock = clock;
    this.stepUp = new StepUp(properties.freshLogin());
    this.inForce = properties.enabled() ? null : new InForce(0, null);
  }

  @Override
  public void require(
      CallerIdentity caller,
      CatalogueTool tool,
      @Nullable String source,
      Supplier<JsonNode> arguments) {
    InForce now = inForce;
    if (now == null) {
      throw new Problem(
              ProblemType.SERVICE_UNAVAILABLE, "The access policies have not been fetched yet")
          .header(HttpHeaders.RETRY_AFTER, "1");
    }
    if (now.policies() == null) {
      return;
    }
    Instant at = clock.instant();
    UserFacts user = caller.user();
    Surroundings around = surroundings.of(caller.subject(), tool, arguments);
    Decision decision = decide(now.policies(), tool, facts(caller, at, source, around));
    Set<Requirement> open = stepUp.open(decision, tool.name(), user, at);
    if (!open.isEmpty()) {
      throw stepUp.problem(tool.name(), decision.determining(), open, user);
    }
    if (!decision.allowed() && decision.requirements().isEmpty()) {
      throw refusal(tool.name(), decision);
    }
  }

  private Decision decide(ToolPolicies policies, CatalogueTool tool, CallFacts facts) {
    try {
      return policies.decide(action(tool), facts);
    } catch (UnreadableArguments unreadable) {
      throw new Problem(
              ProblemType.PERMISSION_DENIED, String.valueOf(unreadable.getMessage()), unreadable)
          .with("tool", tool.name());
    }
  }

  private static CallFacts facts(
      CallerIdentity caller, Instant at, @Nullable String source, Surroundings surroundings) {
    UserFacts user = caller.user();
    return new CallFacts(
        caller.subject(),
        user.groups(),
        caller.client(),
        caller.scopes(),
        at,
        source,
        new CallFacts.Login(user.roles(), user.loginAt(), user.secondFactor()),
        surroundings);
  }

  private ToolAction action(CatalogueTool tool) {
    ToolAction known = actions.get(tool.name());
    String risk = tool.permission().risk().wireName();
    if (known == null || !known.risk().equals(risk)) {
      known = ToolAction.of(tool.name(), tool.server(), risk);
      actions.put(tool.name(), known);
    }
    return known;
  }

  private static Problem refusal(String tool, Decision decision) {
    List<String> by = decision.determining();
    return new Problem(
            ProblemType.PERMISSION_DENIED,
            by.isEmpty()
                ? "No policy permits tool '%s'".formatted(tool)
                : "Tool '%s' is forbidden by policy %s".formatted(tool, String.join(", ", by)))
        .with("tool", tool)
        .with(DECIDED_BY, by);
  }

  @Override
  public void refresh() {
    if (properties.enabled()) {
      tryFetch();
    }
  }

  private synchronized boolean tryFetch() {
    InForce before = inForce;
    try {
      fetch.newerThan(before == null ? -1 : before.activation()).ifPresent(this::accept);
      return true;
    } catch (IOException | RuntimeException e) {
      log.warn("Access policies could not be fetched: {}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void accept(PolicyBundle bundle) {
    InForce before = inForce;
    if (before != null && bundle.activation() <= before.activation()) {
      return;
    }
    try {
      ToolPolicies policies =
          bundle.activation() == 0 ? null : ToolPolicies.compile(bundle.files());
      surroundings.wanted(
          policies != null && policies.reads("host"), policies != null && policies.reads("recent"));
      inForce = new InForce(bundle.activation(), policies);
      log.info(
          "Access policies in force: version {}, activation {}, {} policies",
          bundle.version(),
          bundle.activation(),
          policies == null ? 0 : policies.size());
    } catch (InvalidPolicies invalid) {
      log.error(
          "Version {} cannot be used, the last one stays: {}",
          bundle.version(),
          invalid.problems());
    }
  }

  @Override
  public void start() {
    running = true;
    if (properties.enabled()) {
      Thread.ofVirtual().name("policies").start(this::keep);
    }
  }

  private void keep() {
    while (running) {
      boolean fetched = tryFetch();
      LockSupport.parkNanos((fetched ? properties.poll() : properties.retry()).toNanos());
    }
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
