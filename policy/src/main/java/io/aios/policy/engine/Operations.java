package io.aios.policy.engine;

import io.aios.policy.syntax.Operator;
import io.aios.policy.value.BoolValue;
import io.aios.policy.value.DatetimeValue;
import io.aios.policy.value.DurationValue;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.Failure;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.Outcome;
import io.aios.policy.value.SetValue;
import io.aios.policy.value.StringValue;
import io.aios.policy.value.Value;
import java.util.Collections;

/** What the operators do with two values. */
final class Operations {
  private Operations() {}

  static Outcome apply(Operator operator, Value left, Value right, Scene scene) {
    return switch (operator) {
      case EQUAL -> BoolValue.of(left.equals(right));
      case LESS, LESS_OR_EQUAL -> compare(operator, left, right);
      case ADD, SUBTRACT, MULTIPLY -> arithmetic(operator, left, right);
      case IN -> in(left, right, scene);
      case CONTAINS ->
          left instanceof SetValue set
              ? BoolValue.of(set.elements().contains(right))
              : Node.mismatch("Set", left);
      case CONTAINS_ALL, CONTAINS_ANY -> sets(operator, left, right);
      case GET_TAG, HAS_TAG -> tag(operator, left, right, scene);
    };
  }

  private static Outcome compare(Operator operator, Value left, Value right) {
    int order;
    if (left instanceof LongValue a && right instanceof LongValue b) {
      order = Long.compare(a.value(), b.value());
    } else if (left instanceof DatetimeValue a && right instanceof DatetimeValue b) {
      order = Long.compare(a.epochMillis(), b.epochMillis());
    } else if (left instanceof DurationValue a && right instanceof DurationValue b) {
      order = Long.compare(a.millis(), b.millis());
    } else {
      return new Failure(
          operator.sign() + " compares two of Long, datetime or duration",
          left.typeName() + " and " + right.typeName());
    }
    return BoolValue.of(operator == Operator.LESS ? order < 0 : order <= 0);
  }

  private static Outcome arithmetic(Operator operator, Value left, Value right) {
    if (!(left instanceof LongValue first)) {
      return Node.mismatch("Long", left);
    }
    if (!(right instanceof LongValue second)) {
      return Node.mismatch("Long", right);
    }
    long a = first.value();
    long b = second.value();
    try {
      return new LongValue(
          switch (operator) {
            case ADD -> Math.addExact(a, b);
            case SUBTRACT -> Math.subtractExact(a, b);
            default -> Math.multiplyExact(a, b);
          });
    } catch (ArithmeticException overflow) {
      return new Failure("integer overflow", a + " " + operator.sign() + " " + b);
    }
  }

  private static Outcome in(Value left, Value right, Scene scene) {
    if (!(left instanceof EntityUid below)) {
      return Node.mismatch("entity", left);
    }
    if (right instanceof EntityUid above) {
      return BoolValue.of(scene.isIn(below, above));
    }
    if (!(right instanceof SetValue set)) {
      return Node.mismatch("entity or set of entities", right);
    }
    boolean found = false;
    for (Value element : set.elements()) {
      if (!(element instanceof EntityUid above)) {
        return Node.mismatch("entity", element);
      }
      found = found || scene.isIn(below, above);
    }
    return BoolValue.of(found);
  }

  private static Outcome sets(Operator operator, Value left, Value right) {
    if (!(left instanceof SetValue a)) {
      return Node.mismatch("Set", left);
    }
    if (!(right instanceof SetValue b)) {
      return Node.mismatch("Set", right);
    }
    return BoolValue.of(
        operator == Operator.CONTAINS_ALL
            ? a.elements().containsAll(b.elements())
            : !Collections.disjoint(a.elements(), b.elements()));
  }

  private static Outcome tag(Operator operator, Value left, Value right, Scene scene) {
    if (!(left instanceof EntityUid uid)) {
      return Node.mismatch("entity", left);
    }
    if (!(right instanceof StringValue name)) {
      return Node.mismatch("String", right);
    }
    Entity entity = scene.entities.find(uid);
    Value value = entity == null ? null : entity.tags().find(name.value());
    if (operator == Operator.HAS_TAG) {
      return BoolValue.of(value != null);
    }
    if (value != null) {
      return value;
    }
    return entity == null
        ? new Failure("unknown entity", uid)
        : new Failure("no tag '" + name.value() + "'", uid);
  }
}
