package io.aios.policy.engine;

import io.aios.policy.value.EntityUid;
import io.aios.policy.value.Outcome;
import io.aios.policy.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the policies that a request could be decided by. Each policy is filed under the rarest of
 * its {@link Key keys}; those without one are candidates always. A request is looked up under each
 * subject that policies are filed by: by its value, or by it and its ancestors.
 */
final class PolicyIndex {
  /** A subject with fewer policies is not worth a look-up on each request. */
  private static final int LEAST_POLICIES = 4;

  private final List<CompiledPolicy> always = new ArrayList<>();
  private final List<Drawer> drawers;

  private record Subject(Node node, boolean below) {}

  private record Drawer(
      Subject subject, Map<Value, List<CompiledPolicy>> filed, List<CompiledPolicy> all) {}

  PolicyIndex(List<CompiledPolicy> policies) {
    Map<CompiledPolicy, List<Key>> keys = new LinkedHashMap<>();
    Map<Subject, Map<Value, Integer>> counts = new HashMap<>();
    Map<Subject, Integer> sizes = new HashMap<>();
    for (CompiledPolicy policy : policies) {
      keys.put(policy, Key.of(policy.tests()));
      for (Key key : keys.getOrDefault(policy, List.of())) {
        Subject subject = new Subject(key.subject(), key.below());
        sizes.merge(subject, 1, Integer::sum);
        key.values()
            .forEach(
                value ->
                    counts
                        .computeIfAbsent(subject, none -> new HashMap<>())
                        .merge(value, 1, Integer::sum));
      }
    }
    Map<Subject, Drawer> open = new LinkedHashMap<>();
    keys.forEach((policy, its) -> file(policy, rarest(its, counts, sizes), open));
    drawers = List.copyOf(open.values());
  }

  private static @Nullable Key rarest(
      List<Key> keys, Map<Subject, Map<Value, Integer>> counts, Map<Subject, Integer> sizes) {
    return keys.stream()
        .filter(
            key -> sizes.getOrDefault(new Subject(key.subject(), key.below()), 0) >= LEAST_POLICIES)
        .min(
            Comparator.comparingInt(
                key -> {
                  Map<Value, Integer> of =
                      counts.getOrDefault(new Subject(key.subject(), key.below()), Map.of());
                  return key.values().stream().mapToInt(value -> of.getOrDefault(value, 0)).sum();
                }))
        .orElse(null);
  }

  private void file(CompiledPolicy policy, @Nullable Key key, Map<Subject, Drawer> open) {
    if (key == null) {
      always.add(policy);
      return;
    }
    Subject subject = new Subject(key.subject(), key.below());
    Drawer drawer =
        open.computeIfAbsent(
            subject, none -> new Drawer(subject, new HashMap<>(), new ArrayList<>()));
    drawer.all().add(policy);
    for (Value value : key.values()) {
      drawer.filed().computeIfAbsent(value, none -> new ArrayList<>()).add(policy);
    }
  }

  /** Hands over every policy that may apply or fail; one under several keys may come again. */
  void candidates(Scene scene, Consumer<List<CompiledPolicy>> found) {
    found.accept(always);
    for (int n = 0; n < drawers.size(); n++) {
      Drawer drawer = drawers.get(n);
      Outcome outcome = drawer.subject().node().evaluate(scene);
      if (!(outcome instanceof Value value)) {
        // Every policy in here meets this failure when its scope holds, and has to report it.
        found.accept(drawer.all());
        continue;
      }
      hand(drawer, value, found);
      if (drawer.subject().below() && value instanceof EntityUid uid) {
        Entity entity = scene.entities.find(uid);
        if (entity != null) {
          entity.ancestors().forEach(ancestor -> hand(drawer, ancestor, found));
        }
      }
    }
  }

  private static void hand(Drawer drawer, Value value, Consumer<List<CompiledPolicy>> found) {
    List<CompiledPolicy> filed = drawer.filed().get(value);
    if (filed != null) {
      found.accept(filed);
    }
  }
}
