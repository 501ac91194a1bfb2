package io.aios.policy.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.policy.engine.Decision;
import io.aios.policy.engine.Entity;
import io.aios.policy.engine.PolicySet;
import io.aios.policy.engine.Request;
import io.aios.policy.schema.Schema;
import io.aios.policy.syntax.InvalidPolicies;
import io.aios.policy.syntax.Policy;
import io.aios.policy.syntax.PolicyProblem;
import io.aios.policy.syntax.PolicyText;
import io.aios.policy.value.BoolValue;
import io.aios.policy.value.DatetimeValue;
import io.aios.policy.value.DurationValue;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.IpValue;
import io.aios.policy.value.RecordValue;
import io.aios.policy.value.SetValue;
import io.aios.policy.value.StringValue;
import io.aios.policy.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Policies about tool calls, checked against their schema and compiled. */
public final class ToolPolicies {
  /** The schema's text, for people who write policies. */
  public static final String SCHEMA = resource("tools.cedarschema");

  /** Name of the file that holds the default. */
  public static final String DEFAULT_FILE = "default.cedar";

  /** What applies until other policies are activated: the scopes of the access token decide. */
  public static final String DEFAULT = resource(DEFAULT_FILE);

  private static final Schema TYPES = Schema.parse("tools.cedarschema", SCHEMA);

  private final PolicySet policies;
  private final Reads reads;
  private final Set<String> forbids;

  private ToolPolicies(PolicySet policies) {
    this.policies = policies;
    this.reads = Reads.of(policies.policies());
    this.forbids =
        policies.policies().stream()
            .filter(policy -> policy.effect() == Policy.Effect.FORBID)
            .map(Policy::id)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param files texts by the name of their file
   * @throws InvalidPolicies with file, line and column of everything that is wrong
   */
  public static ToolPolicies compile(Map<String, String> files) {
    List<PolicyProblem> problems = new ArrayList<>();
    List<Policy> parsed = new ArrayList<>();
    new TreeMap<>(files)
        .forEach(
            (file, text) -> {
              try {
                parsed.addAll(PolicyText.parse(file, text));
              } catch (InvalidPolicies invalid) {
                problems.addAll(invalid.problems());
              }
            });
    problems.addAll(TYPES.check(parsed));
    if (!problems.isEmpty()) {
      throw new InvalidPolicies(problems);
    }
    return new ToolPolicies(PolicySet.compile(parsed));
  }

  /**
   * Decides as Cedar does, but that a {@code forbid} that could not be evaluated forbids: arguments
   * have whatever type the caller gives them, and it must not gain by the wrong one.
   *
   * @throws UnreadableArguments see {@link Surroundings#arguments}
   */
  public Decision decide(ToolAction tool, CallFacts call) {
    EntityUid principal = EntityUid.of("User", call.subject());
    Entity user = new Entity(principal, RecordValue.EMPTY, parents(call));
    EntityUid action = tool.entity().uid();
    Decision decision =
        policies.decide(
            new Request(
                principal, action, EntityUid.of("Server", tool.server()), context(tool, call)),
            uid -> uid.equals(action) ? tool.entity() : uid.equals(principal) ? user : null);
    return decision.errors().isEmpty() ? decision : withoutDoubt(decision);
  }

  private Decision withoutDoubt(Decision decision) {
    List<String> failed =
        decision.errors().stream()
            .map(Decision.PolicyError::policy)
            .filter(forbids::contains)
            .toList();
    return failed.isEmpty() ? decision : new Decision(false, failed, decision.errors(), Set.of());
  }

  /** Whether some policy reads an attribute of the context, such as {@code recent}. */
  public boolean reads(String attribute) {
    return reads.attribute(attribute);
  }

  private static Set<EntityUid> parents(CallFacts call) {
    if (call.groups().isEmpty() && call.login().roles().isEmpty()) {
      return Set.of();
    }
    Set<EntityUid> parents = new HashSet<>();
    call.groups().forEach(group -> parents.add(EntityUid.of("Group", group)));
    call.login().roles().forEach(role -> parents.add(EntityUid.of("Role", role)));
    return parents;
  }

  /** How many policies there are. */
  public int size() {
    return policies.policies().size();
  }

  private RecordValue context(ToolAction tool, CallFacts call) {
    Map<String, Value> context = new HashMap<>();
    context.put("client", new StringValue(call.client()));
    context.put("tool", new StringValue(tool.name()));
    context.put("server", new StringValue(tool.server()));
    context.put("risk", new StringValue(tool.risk()));
    context.put("permission", new StringValue(tool.permission()));
    context.put("everywhere", new StringValue("*:" + tool.risk()));
    context.put("scopes", SetValue.ofTexts(call.scopes()));
    context.put("at", DatetimeValue.of(call.at()));
    context.put("mfa", BoolValue.of(call.login().mfa()));
    if (call.login().at() != null) {
      long age = Duration.between(call.login().at(), call.at()).toMillis();
      context.put("loginAge", new DurationValue(age));
    }
    if (call.source() != null && IpValue.parse(call.source()) instanceof IpValue source) {
      context.put("source", source);
    }
    surroundings(call.surroundings(), context);
    return new RecordValue(context);
  }

  /** Nothing of it is looked at that no policy asks for. */
  private void surroundings(Surroundings call, Map<String, Value> context) {
    if (reads.anyArgument()) {
      context.put("arguments", call.arguments(reads::argument));
    }
    HostState host = reads.attribute("host") ? call.host() : null;
    if (host != null) {
      context.put("host", host.value());
    }
    RecentRequests recent = reads.attribute("recent") ? call.recent() : null;
    if (recent != null) {
      context.put("recent", recent.value());
    }
  }

  private static String resource(String name) {
    try (InputStream text = ToolPolicies.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("The module lacks " + name);
      }
      return new String(text.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
