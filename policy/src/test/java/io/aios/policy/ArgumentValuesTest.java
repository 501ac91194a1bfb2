package io.aios.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.policy.tools.ArgumentValues;
import io.aios.policy.tools.ArgumentValues.Shape;
import io.aios.policy.tools.UnreadableArguments;
import io.aios.policy.value.BoolValue;
import io.aios.policy.value.DecimalValue;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.RecordValue;
import io.aios.policy.value.SetValue;
import io.aios.policy.value.StringValue;
import io.aios.policy.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentValuesTest {
  /** A schema that says "number" everywhere. */
  private static final Shape NUMBER =
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
          return true;
        }
      };

  private static @Nullable Value value(@Nullable Object json, Shape shape) {
    Map<String, @Nullable Object> arguments = new HashMap<>();
    arguments.put("a", json);
    return ArgumentValues.of(arguments, shape, name -> true).find("a");
  }

  @Test
  void takesJsonForWhatItIs() {
    assertThat(value("x", Shape.UNKNOWN)).isEqualTo(new StringValue("x"));
    assertThat(value(true, Shape.UNKNOWN)).isEqualTo(BoolValue.TRUE);
    assertThat(value(-7, Shape.UNKNOWN)).isEqualTo(new LongValue(-7));
    assertThat(value(2.0, Shape.UNKNOWN)).isEqualTo(new LongValue(2));
    assertThat(value(2.5, Shape.UNKNOWN)).isEqualTo(new DecimalValue(25_000));
    assertThat(value(null, Shape.UNKNOWN)).isNull();
    assertThat(value(Arrays.asList(1, 1, null, "b"), Shape.UNKNOWN))
        .isEqualTo(SetValue.of(Set.of(new LongValue(1), new StringValue("b"))));
    assertThat(value(Map.of("b", Map.of("c", "d")), Shape.UNKNOWN))
        .isEqualTo(
            new RecordValue(
                Map.of("b", new RecordValue(Map.of("c", (Value) new StringValue("d"))))));
  }

  @Test
  void takesWholeNumbersForDecimalsWhereTheSchemaSaysNumber() {
    assertThat(value(100, NUMBER)).isEqualTo(new DecimalValue(1_000_000));
    assertThat(value(List.of(1), NUMBER)).isEqualTo(SetValue.of(Set.of(new DecimalValue(10_000))));
  }

  @Test
  void roundsToFourDigits() {
    assertThat(value(0.12345678, Shape.UNKNOWN)).isEqualTo(new DecimalValue(1_235));
    assertThat(value(1e-300, Shape.UNKNOWN)).isEqualTo(new DecimalValue(0));
    assertThat(value(new BigDecimal("1e-999999999"), NUMBER)).isEqualTo(new DecimalValue(0));
  }

  @Test
  void refusesNumbersOutOfRange() {
    for (Object number :
        List.of(
            new BigInteger("9223372036854775808"),
            1e300,
            new BigDecimal("1e999999999"),
            Double.POSITIVE_INFINITY,
            Double.NaN)) {
      assertThatExceptionOfType(UnreadableArguments.class)
          .as(number.toString())
          .isThrownBy(() -> value(number, Shape.UNKNOWN))
          .withMessage(
              "Argument 'a' has a number out of range, which access policies cannot judge");
    }
    assertThatExceptionOfType(UnreadableArguments.class)
        .isThrownBy(() -> value(Long.MAX_VALUE, NUMBER));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15})
  void readsWhatNestsUpToTheLimit(int levels) {
    assertThat(value(nested(levels), Shape.UNKNOWN)).isNotNull();
  }

  @Test
  void refusesWhatNestsDeeper() {
    assertThatExceptionOfType(UnreadableArguments.class)
        .isThrownBy(() -> value(nested(16), Shape.UNKNOWN))
        .withMessageContaining("nests deeper than 16 levels");
  }

  private static Object nested(int levels) {
    return levels == 0 ? "x" : List.of(nested(levels - 1));
  }

  @Test
  void refusesTooManyValuesInAllArgumentsTogether() {
    List<Integer> half = IntStream.range(0, ArgumentValues.MAX_VALUES / 2).boxed().toList();
    assertThat(value(half, Shape.UNKNOWN)).isNotNull();
    assertThatExceptionOfType(UnreadableArguments.class)
        .isThrownBy(
            () -> ArgumentValues.of(Map.of("a", half, "b", half), Shape.UNKNOWN, name -> true))
        .withMessageContaining("makes more than 1000 values");
  }

  @Test
  void leavesAloneWhatNobodyReads() {
    assertThat(
            ArgumentValues.of(
                Map.of("a", 1, "b", 1e300, "c", nested(50)), Shape.UNKNOWN, "a"::equals))
        .isEqualTo(new RecordValue(Map.of("a", new LongValue(1))));
  }
}
