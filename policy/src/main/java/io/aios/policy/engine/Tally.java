package io.aios.policy.engine;

import io.aios.policy.engine.Decision.PolicyError;
import io.aios.policy.value.BoolValue;
import io.aios.policy.value.Failure;
import io.aios.policy.value.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Evaluates candidates and adds up what they say: forbid wins, nothing means no. */
final class Tally implements Consumer<List<CompiledPolicy>> {
  private static final Comparator<CompiledPolicy> IN_ORDER =
      Comparator.comparingInt(CompiledPolicy::order);

  private final Scene scene;
  private final List<CompiledPolicy> permits = new ArrayList<>(4);
  private final List<CompiledPolicy> forbids = new ArrayList<>(4);
  private final List<CompiledPolicy> failed = new ArrayList<>(0);

  Tally(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void accept(List<CompiledPolicy> candidates) {
    for (int n = 0; n < candidates.size(); n++) {
      CompiledPolicy policy = candidates.get(n);
      Outcome outcome = policy.evaluate(scene);
      if (outcome == BoolValue.TRUE) {
        (policy.permits() ? permits : forbids).add(policy);
      } else if (outcome instanceof Failure) {
        failed.add(policy);
      }
    }
  }

  /** In their order, once each: a policy filed under several keys may have come several times. */
  private static List<CompiledPolicy> ordered(List<CompiledPolicy> policies) {
    return policies.size() < 2 ? policies : policies.stream().sorted(IN_ORDER).distinct().toList();
  }

  Decision decision() {
    boolean allowed = forbids.isEmpty() && !permits.isEmpty();
    List<CompiledPolicy> determining = ordered(forbids.isEmpty() ? permits : forbids);
    return new Decision(
        allowed,
        determining.stream().map(CompiledPolicy::id).toList(),
        errors(),
        requirements(allowed, determining));
  }

  private List<PolicyError> errors() {
    return ordered(failed).stream().map(this::error).toList();
  }

  /** Evaluates once more for the message: errors are rare, and so nothing is kept for them. */
  private PolicyError error(CompiledPolicy policy) {
    String message =
        policy.evaluate(scene) instanceof Failure failure ? failure.message() : "no value";
    return new PolicyError(policy.id(), message);
  }

  /** A forbid that is lifted leaves what the permits demand; without a permit nothing helps. */
  private Set<Requirement> requirements(boolean allowed, List<CompiledPolicy> determining) {
    Set<Requirement> requirements = EnumSet.noneOf(Requirement.class);
    if (permits.isEmpty()) {
      return requirements;
    }
    for (CompiledPolicy policy : determining) {
      if (!allowed && policy.requirements().isEmpty()) {
        return Set.of();
      }
      requirements.addAll(policy.requirements());
    }
    permits.forEach(permit -> requirements.addAll(permit.requirements()));
    return requirements;
  }
}
