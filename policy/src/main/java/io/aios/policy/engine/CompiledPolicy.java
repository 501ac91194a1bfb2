package io.aios.policy.engine;

import io.aios.policy.syntax.Policy;
import io.aios.policy.value.BoolValue;
import io.aios.policy.value.Failure;
import io.aios.policy.value.Outcome;
import java.util.List;
import java.util.Set;

/** A policy ready to be evaluated: all of its tests must be true, in their order. */
final class CompiledPolicy {
  private final int order;
  private final Policy source;
  private final Set<Requirement> requirements;
  private final Node[] tests;

  /**
   * @param order its place in the set
   */
  CompiledPolicy(int order, Policy source, Set<Requirement> requirements, List<Node> tests) {
    this.order = order;
    this.source = source;
    this.requirements = requirements;
    this.tests = tests.toArray(Node[]::new);
  }

  int order() {
    return order;
  }

  String id() {
    return source.id();
  }

  boolean permits() {
    return source.effect() == Policy.Effect.PERMIT;
  }

  Set<Requirement> requirements() {
    return requirements;
  }

  List<Node> tests() {
    return List.of(tests);
  }

  /** True, false, or the failure of a policy that does not count. */
  Outcome evaluate(Scene scene) {
    for (Node test : tests) {
      Outcome outcome = test.evaluate(scene);
      if (outcome != BoolValue.TRUE) {
        return outcome == BoolValue.FALSE || outcome instanceof Failure
            ? outcome
            : Node.mismatch("Bool", outcome);
      }
    }
    return BoolValue.TRUE;
  }
}
