package io.aios.policy.schema;

import io.aios.policy.schema.Schema.ActionType;
import io.aios.policy.syntax.Expr;
import io.aios.policy.syntax.Policy;
import io.aios.policy.syntax.PolicyProblem;
import io.aios.policy.syntax.Scope;
import io.aios.policy.value.EntityUid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Checks one policy: its names, then its conditions once for every combination of action, principal
 * type and resource type that its scope lets through, as Cedar's validator does.
 */
final class PolicyCheck {
  private final Schema schema;
  private final Policy policy;
  private final Set<PolicyProblem> problems = new LinkedHashSet<>();

  PolicyCheck(Schema schema, Policy policy) {
    this.schema = schema;
    this.policy = policy;
  }

  Stream<PolicyProblem> run() {
    names(policy.principal());
    names(policy.resource());
    entities(policy.action()).forEach(this::action);
    if (!problems.isEmpty()) {
      return problems.stream();
    }
    boolean applies = false;
    for (ActionType action : schema.actions().values()) {
      if (!lets(action)) {
        continue;
      }
      for (String principal : action.principals()) {
        for (String resource : action.resources()) {
          if (lets(policy.principal(), principal) && lets(policy.resource(), resource)) {
            applies = true;
            conditions(action, principal, resource);
          }
        }
      }
    }
    if (!applies) {
      report("never applies: no action takes such a principal and resource");
    }
    return problems.stream();
  }

  private void conditions(ActionType action, String principal, String resource) {
    Types types =
        new Types(schema, action, principal, resource, problem -> problems.add(located(problem)));
    Set<String> known = Set.of();
    for (Expr condition : policy.conditions()) {
      Types.Typed typed = types.bool(condition, known);
      known = Types.union(known, typed.known());
      if (typed.type().equals(new Type.Always(false))) {
        return;
      }
    }
  }

  private PolicyProblem located(Types.Mistake mistake) {
    return PolicyProblem.at(policy.file(), mistake.at(), mistake.message());
  }

  private void names(Scope scope) {
    String type =
        switch (scope) {
          case Scope.Is(String name) -> name;
          case Scope.IsIn(String name, EntityUid entity) -> name;
          case Scope.Any any -> "";
          case Scope.Equal equal -> "";
          case Scope.In in -> "";
        };
    Stream.concat(Stream.of(type), entities(scope).stream().map(EntityUid::type))
        .filter(name -> !name.isEmpty() && schema.entity(name) == null)
        .forEach(
            name ->
                report(
                    "there is no entity type %s; there are %s"
                        .formatted(name, schema.entityNames())));
  }

  private void action(EntityUid uid) {
    if (!schema.actions().containsKey(uid.id()) && !schema.hasOpenAction()) {
      report("there is no action " + uid);
    }
  }

  private static List<EntityUid> entities(Scope scope) {
    return switch (scope) {
      case Scope.Any any -> List.of();
      case Scope.Is is -> List.of();
      case Scope.Equal(EntityUid entity) -> List.of(entity);
      case Scope.In(List<EntityUid> entities) -> entities;
      case Scope.IsIn(String type, EntityUid entity) -> List.of(entity);
    };
  }

  /** An open action may be anything that is not listed, and lie below anything. */
  private boolean lets(ActionType action) {
    Function<EntityUid, Boolean> unlisted =
        uid -> action.open() && !schema.actions().containsKey(uid.id());
    return switch (policy.action()) {
      case Scope.Equal(EntityUid uid) -> uid.id().equals(action.id()) || unlisted.apply(uid);
      case Scope.In(List<EntityUid> above) ->
          action.open() || above.stream().anyMatch(uid -> schema.isIn(action.id(), uid.id()));
      case Scope.Any any -> true;
      case Scope.Is is -> true;
      case Scope.IsIn is -> true;
    };
  }

  private boolean lets(Scope scope, String type) {
    return switch (scope) {
      case Scope.Any any -> true;
      case Scope.Equal(EntityUid uid) -> uid.type().equals(type);
      case Scope.In(List<EntityUid> above) ->
          above.stream().anyMatch(uid -> schema.canBeIn(type, uid.type()));
      case Scope.Is(String name) -> name.equals(type);
      case Scope.IsIn(String name, EntityUid above) ->
          name.equals(type) && schema.canBeIn(type, above.type());
    };
  }

  private void report(String message) {
    problems.add(PolicyProblem.at(policy.file(), policy.at(), message));
  }
}
