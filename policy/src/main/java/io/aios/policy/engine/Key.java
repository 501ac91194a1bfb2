package io.aios.policy.engine;

import io.aios.policy.syntax.Operator;
import io.aios.policy.syntax.Variable;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.SetValue;
import io.aios.policy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A test that a policy can be filed under: unless the subject is (or lies below) one of the values,
 * the policy does not apply, and finding that out raises no error.
 *
 * @param below whether the subject's ancestors count as well
 */
record Key(Node subject, boolean below, Set<Value> values) {

  /**
   * Keys of a policy: its scope, which cannot fail, and the first test after it, which is always
   * evaluated when the scope holds.
   */
  static List<Key> of(List<Node> tests) {
    List<Key> keys = new ArrayList<>();
    for (Node test : tests) {
      Key key = of(test);
      if (key != null) {
        keys.add(key);
      }
      if (!cannotFail(test)) {
        break;
      }
    }
    return keys;
  }

  private static boolean cannotFail(Node test) {
    return switch (unshared(test)) {
      case Node.Apply(Operator operator, Node.Named(Variable variable), Node.Constant constant) ->
          operator == Operator.EQUAL
              || (operator == Operator.IN
                  && variable != Variable.CONTEXT
                  && !entities(constant).isEmpty());
      case Node.IsType(Node.Named(Variable variable), String type) -> variable != Variable.CONTEXT;
      default -> false;
    };
  }

  private static @Nullable Key of(Node test) {
    if (!(unshared(test) instanceof Node.Apply(Operator operator, Node left, Node right))) {
      return null;
    }
    return switch (operator) {
      case EQUAL -> equal(left, right);
      case CONTAINS ->
          left instanceof Node.Constant(SetValue(Set<Value> elements)) && isPath(right)
              ? new Key(right, false, elements)
              : null;
      case IN ->
          right instanceof Node.Constant constant
                  && left instanceof Node.Named(Variable variable)
                  && variable != Variable.CONTEXT
                  && !entities(constant).isEmpty()
              ? new Key(left, true, entities(constant))
              : null;
      case LESS, LESS_OR_EQUAL, ADD, SUBTRACT, MULTIPLY -> null;
      case CONTAINS_ALL, CONTAINS_ANY, GET_TAG, HAS_TAG -> null;
    };
  }

  private static @Nullable Key equal(Node left, Node right) {
    if (isPath(left) && right instanceof Node.Constant(Value value)) {
      return new Key(left, false, Set.of(value));
    }
    return isPath(right) && left instanceof Node.Constant(Value value)
        ? new Key(right, false, Set.of(value))
        : null;
  }

  /** The entities of a constant, none when it is or holds anything else. */
  private static Set<Value> entities(Node.Constant constant) {
    return switch (constant.outcome()) {
      case EntityUid uid -> Set.of(uid);
      case SetValue(Set<Value> elements) ->
          elements.stream().allMatch(EntityUid.class::isInstance) ? elements : Set.of();
      default -> Set.of();
    };
  }

  private static boolean isPath(Node node) {
    return switch (unshared(node)) {
      case Node.Named named -> true;
      case Node.Attribute(Node of, String name) -> isPath(of);
      default -> false;
    };
  }

  private static Node unshared(Node node) {
    return node instanceof Node.Shared shared ? shared.of() : node;
  }
}
