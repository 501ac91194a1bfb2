package io.aios.policy.engine;

import io.aios.policy.syntax.Extension;
import io.aios.policy.syntax.Operator;
import io.aios.policy.syntax.Variable;
import io.aios.policy.syntax.Wildcards;
import io.aios.policy.value.BoolValue;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.Failure;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.Outcome;
import io.aios.policy.value.RecordValue;
import io.aios.policy.value.SetValue;
import io.aios.policy.value.StringValue;
import io.aios.policy.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression. Nodes are equal when they compute the same, so that a {@link Compiler} can
 * share them between policies.
 */
sealed interface Node {
  Outcome evaluate(Scene scene);

  /** What is said of an operand of the wrong type: a failure it already is, or that. */
  static Outcome mismatch(String wanted, Outcome met) {
    return met instanceof Failure failure ? failure : new Failure("not a " + wanted, met);
  }

  record Constant(Outcome outcome) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      return outcome;
    }
  }

  record Named(Variable variable) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      return switch (variable) {
        case PRINCIPAL -> scene.principal;
        case ACTION -> scene.action;
        case RESOURCE -> scene.resource;
        case CONTEXT -> scene.context;
      };
    }
  }

  /** A node that several policies hold; evaluated once in a decision. Equal only to itself. */
  final class Shared implements Node {
    private final Node of;
    private int slot = -1;

    Shared(Node of) {
      this.of = of;
    }

    Node of() {
      return of;
    }

    boolean isRemembered() {
      return slot >= 0;
    }

    void rememberAt(int index) {
      slot = index;
    }

    @Override
    public Outcome evaluate(Scene scene) {
      if (slot < 0) {
        return of.evaluate(scene);
      }
      Outcome known = scene.memory[slot];
      if (known == null) {
        known = of.evaluate(scene);
        scene.memory[slot] = known;
      }
      return known;
    }
  }

  record All(List<Node> terms) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      for (int term = 0; term < terms.size(); term++) {
        Outcome outcome = terms.get(term).evaluate(scene);
        if (outcome != BoolValue.TRUE) {
          return outcome == BoolValue.FALSE ? outcome : mismatch("Bool", outcome);
        }
      }
      return BoolValue.TRUE;
    }
  }

  record Some(List<Node> terms) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      for (int term = 0; term < terms.size(); term++) {
        Outcome outcome = terms.get(term).evaluate(scene);
        if (outcome != BoolValue.FALSE) {
          return outcome == BoolValue.TRUE ? outcome : mismatch("Bool", outcome);
        }
      }
      return BoolValue.FALSE;
    }
  }

  record Not(Node of) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome outcome = of.evaluate(scene);
      return outcome instanceof BoolValue value
          ? BoolValue.of(!value.isTrue())
          : mismatch("Bool", outcome);
    }
  }

  record Negate(Node of) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome outcome = of.evaluate(scene);
      if (!(outcome instanceof LongValue number)) {
        return mismatch("Long", outcome);
      }
      return number.value() == Long.MIN_VALUE
          ? new Failure("integer overflow", number)
          : new LongValue(-number.value());
    }
  }

  record Choice(Node condition, Node then, Node otherwise) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome outcome = condition.evaluate(scene);
      if (!(outcome instanceof BoolValue chosen)) {
        return mismatch("Bool", outcome);
      }
      return (chosen.isTrue() ? then : otherwise).evaluate(scene);
    }
  }

  record Apply(Operator operator, Node left, Node right) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome first = left.evaluate(scene);
      if (!(first instanceof Value a)) {
        return first;
      }
      Outcome second = right.evaluate(scene);
      if (!(second instanceof Value b)) {
        return second;
      }
      return Operations.apply(operator, a, b, scene);
    }
  }

  /** A comparison, negated for the two signs that the language has as abbreviations. */
  record Compare(Operator operator, boolean negated, Node left, Node right) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome first = left.evaluate(scene);
      Outcome second = right.evaluate(scene);
      if (first instanceof LongValue(long a) && second instanceof LongValue(long b)) {
        return BoolValue.of((operator == Operator.LESS ? a < b : a <= b) != negated);
      }
      if (!(first instanceof Value a)) {
        return first;
      }
      if (!(second instanceof Value b)) {
        return second;
      }
      Outcome outcome = Operations.apply(operator, a, b, scene);
      return outcome instanceof BoolValue value ? BoolValue.of(value.isTrue() != negated) : outcome;
    }
  }

  record Empty(Node of) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome outcome = of.evaluate(scene);
      return outcome instanceof SetValue set
          ? BoolValue.of(set.elements().isEmpty())
          : mismatch("Set", outcome);
    }
  }

  record Attribute(Node of, String name) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome outcome = of.evaluate(scene);
      return switch (outcome) {
        case RecordValue members -> found(members.find(name), outcome);
        case EntityUid uid -> {
          Entity entity = scene.entities.find(uid);
          yield entity == null
              ? new Failure("unknown entity", uid)
              : found(entity.attributes().find(name), outcome);
        }
        default -> mismatch("record or entity", outcome);
      };
    }

    private Outcome found(@Nullable Value value, Outcome in) {
      return value == null ? new Failure("no attribute '" + name + "'", in) : value;
    }
  }

  record Has(Node of, String name) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome outcome = of.evaluate(scene);
      return switch (outcome) {
        case RecordValue members -> BoolValue.of(members.find(name) != null);
        case EntityUid uid -> {
          Entity entity = scene.entities.find(uid);
          yield BoolValue.of(entity != null && entity.attributes().find(name) != null);
        }
        default -> mismatch("record or entity", outcome);
      };
    }
  }

  record Like(Node of, Wildcards pattern) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome outcome = of.evaluate(scene);
      return outcome instanceof StringValue text
          ? BoolValue.of(pattern.matches(text.value()))
          : mismatch("String", outcome);
    }
  }

  record IsType(Node of, String type) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome outcome = of.evaluate(scene);
      return outcome instanceof EntityUid uid
          ? BoolValue.of(uid.type().equals(type))
          : mismatch("entity", outcome);
    }
  }

  record SetOf(List<Node> elements) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Set<Value> values = new HashSet<>();
      for (Node element : elements) {
        Outcome outcome = element.evaluate(scene);
        if (!(outcome instanceof Value value)) {
          return outcome;
        }
        values.add(value);
      }
      return new SetValue(values);
    }
  }

  record RecordOf(Map<String, Node> attributes) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Map<String, Value> values = new HashMap<>();
      for (Map.Entry<String, Node> attribute : attributes.entrySet()) {
        Outcome outcome = attribute.getValue().evaluate(scene);
        if (!(outcome instanceof Value value)) {
          return outcome;
        }
        values.put(attribute.getKey(), value);
      }
      return new RecordValue(values);
    }
  }

  record Call(Extension function, List<Node> arguments) implements Node {
    @Override
    public Outcome evaluate(Scene scene) {
      Outcome first = arguments.getFirst().evaluate(scene);
      if (!(first instanceof Value a)) {
        return first;
      }
      if (arguments.size() == 1) {
        return function.apply(a);
      }
      Outcome second = arguments.get(1).evaluate(scene);
      return second instanceof Value b ? function.apply(a, b) : second;
    }
  }
}
