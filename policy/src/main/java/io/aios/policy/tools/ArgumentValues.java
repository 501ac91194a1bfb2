package io.aios.policy.tools;

import io.aios.policy.value.BoolValue;
import io.aios.policy.value.DecimalValue;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.RecordValue;
import io.aios.policy.value.SetValue;
import io.aios.policy.value.StringValue;
import io.aios.policy.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON into values: objects into records, arrays into sets, whole numbers into longs, others
 * into decimals rounded to four digits. Null is no value: its member is missing. What has no value
 * at all is an error rather than missing, lest a policy overlook it.
 */
public final class ArgumentValues {
  /** Levels that an argument may nest. */
  public static final int MAX_DEPTH = 16;

  /** Texts, numbers and booleans, records and sets in all arguments together. */
  public static final int MAX_VALUES = 1_000;

  private static final int DECIMAL_DIGITS = 4;

  /** More before the point than any long has. */
  private static final int MAX_DIGITS = 20;

  private final String argument;
  private int values;

  private ArgumentValues(String argument, int values) {
    this.argument = argument;
    this.values = values;
  }

  /** What a tool's schema says of a number, wherever that is. */
  public interface Shape {
    /** Nothing is known. */
    Shape UNKNOWN =
        new Shape() {
          @Override
          public Shape member(String name) {
            return this;
          }

          @Override
          public Shape element() {
            return this;
          }

          @Override
          public boolean isDecimal() {
            return false;
          }
        };

    /** That of an object's member. */
    Shape member(String name);

    /** That of an array's elements. */
    Shape element();

    /** Whether it may have a fraction, so that whole numbers are decimals too. */
    boolean isDecimal();
  }

  /**
   * @param json maps, collections, strings, numbers, booleans and nulls
   * @param read which members of it are wanted
   * @throws UnreadableArguments when one of these nests too deep, there are too many values, or a
   *     number is out of the range of its type
   */
  public static RecordValue of(Map<String, ?> json, Shape shape, Predicate<String> read) {
    Map<String, Value> arguments = new HashMap<>();
    int values = 0;
    for (Map.Entry<String, ?> argument : json.entrySet()) {
      String name = argument.getKey();
      if (read.test(name)) {
        var conversion = new ArgumentValues(name, values);
        Value value = conversion.value(argument.getValue(), shape.member(name), 1);
        values = conversion.values;
        if (value != null) {
          arguments.put(name, value);
        }
      }
    }
    return new RecordValue(arguments);
  }

  private @Nullable Value value(@Nullable Object json, Shape shape, int depth) {
    if (depth > MAX_DEPTH) {
      throw unreadable("nests deeper than " + MAX_DEPTH + " levels");
    }
    if (++values > MAX_VALUES) {
      throw unreadable("makes more than " + MAX_VALUES + " values");
    }
    return switch (json) {
      case null -> null;
      case String text -> new StringValue(text);
      case Boolean truth -> BoolValue.of(truth);
      case Double number when !Double.isFinite(number) -> throw outOfRange();
      case Number number -> number(new BigDecimal(number.toString()), shape);
      case Map<?, ?> members -> record(members, shape, depth);
      case Collection<?> elements -> set(elements, shape.element(), depth);
      default -> throw unreadable("is no JSON: " + json.getClass().getSimpleName());
    };
  }

  private RecordValue record(Map<?, ?> members, Shape shape, int depth) {
    Map<String, Value> values = new HashMap<>();
    members.forEach(
        (key, member) -> {
          String name = String.valueOf(key);
          Value value = value(member, shape.member(name), depth + 1);
          if (value != null) {
            values.put(name, value);
          }
        });
    return new RecordValue(values);
  }

  private SetValue set(Collection<?> elements, Shape shape, int depth) {
    Set<Value> values = new HashSet<>();
    for (Object element : elements) {
      Value value = value(element, shape, depth + 1);
      if (value != null) {
        values.add(value);
      }
    }
    return new SetValue(values);
  }

  private Value number(BigDecimal number, Shape shape) {
    boolean decimal = shape.isDecimal() || number.stripTrailingZeros().scale() > 0;
    // Looked at first: writing 1e999999999 out would take all memory.
    long digits = (long) number.precision() - number.scale();
    if (digits > MAX_DIGITS) {
      throw outOfRange();
    }
    if (digits < -DECIMAL_DIGITS) {
      return decimal ? new DecimalValue(0) : new LongValue(0);
    }
    BigInteger units =
        (decimal ? number.movePointRight(DECIMAL_DIGITS) : number)
            .setScale(0, RoundingMode.HALF_EVEN)
            .toBigIntegerExact();
    if (units.bitLength() >= Long.SIZE) {
      throw outOfRange();
    }
    long value = units.longValueExact();
    return decimal ? new DecimalValue(value) : new LongValue(value);
  }

  private UnreadableArguments outOfRange() {
    return unreadable("has a number out of range");
  }

  private UnreadableArguments unreadable(String why) {
    return new UnreadableArguments(
        "Argument '" + argument + "' " + why + ", which access policies cannot judge");
  }
}
