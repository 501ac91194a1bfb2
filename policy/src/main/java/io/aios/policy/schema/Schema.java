package io.aios.policy.schema;

import io.aios.policy.syntax.Policy;
import io.aios.policy.syntax.PolicyProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The entities and actions of a deployment, in Cedar's human-readable schema language without
 * namespaces. Two additions: an action annotated {@code @open} stands for every action that is not
 * listed, for deployments whose actions come and go; an attribute so annotated, and declared as
 * {@code {}}, holds JSON of any form, each member of which may be missing.
 */
public final class Schema {
  private final Map<String, EntityType> entities;
  private final Map<String, ActionType> actions;

  /**
   * @param parents types that entities of this one may lie directly below
   */
  record EntityType(
      String name, Type.RecordOf attributes, Set<String> parents, @Nullable Type tags) {}

  record ActionType(
      String id,
      boolean open,
      Set<String> parents,
      Set<String> principals,
      Set<String> resources,
      Type.RecordOf context) {}

  Schema(Map<String, EntityType> entities, Map<String, ActionType> actions) {
    this.entities = entities;
    this.actions = actions;
  }

  /**
   * @param file the name that problems carry
   * @throws io.aios.policy.syntax.InvalidPolicies with line and column
   */
  public static Schema parse(String file, String text) {
    return new SchemaText(file).read(text);
  }

  /** Everything in the policies that does not fit, in the order of the text. */
  public List<PolicyProblem> check(List<Policy> policies) {
    return policies.stream().flatMap(policy -> new PolicyCheck(this, policy).run()).toList();
  }

  @Nullable EntityType entity(String name) {
    return entities.get(name);
  }

  /** Names of entity types, for messages. */
  Set<String> entityNames() {
    return entities.keySet();
  }

  Map<String, ActionType> actions() {
    return actions;
  }

  boolean hasOpenAction() {
    return actions.values().stream().anyMatch(ActionType::open);
  }

  /** Whether an entity of one type can be or lie below one of the other. */
  boolean canBeIn(String below, String above) {
    return below.equals(above)
        || reachable(
                below,
                (name, schema) -> {
                  EntityType type = schema.entities.get(name);
                  return type == null ? Set.of() : type.parents();
                })
            .contains(above);
  }

  /** Whether an action is another or lies below it. */
  boolean isIn(String below, String above) {
    return below.equals(above)
        || reachable(
                below,
                (name, schema) -> {
                  ActionType type = schema.actions.get(name);
                  return type == null ? Set.of() : type.parents();
                })
            .contains(above);
  }

  private Set<String> reachable(String from, BiFunction<String, Schema, Set<String>> parents) {
    Set<String> found = new HashSet<>();
    climb(from, parents, found);
    return found;
  }

  private void climb(
      String from, BiFunction<String, Schema, Set<String>> parents, Set<String> found) {
    for (String parent : parents.apply(from, this)) {
      if (found.add(parent)) {
        climb(parent, parents, found);
      }
    }
  }
}
