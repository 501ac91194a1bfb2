package io.aios.policy.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Cedar's {@code decimal}: a fixed point number with four digits after the point.
 *
 * @param units ten-thousandths
 */
public record DecimalValue(long units) implements Value {
  private static final int SCALE = 4;
  private static final Pattern FORM = Pattern.compile("-?[0-9]+\\.[0-9]{1," + SCALE + "}");
  private static final int LONGEST = 64;

  /** A decimal from a text such as {@code "12.5"}, or the failure that says why not. */
  public static Outcome parse(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      return new Failure("not a decimal with one to four digits after the point", text);
    }
    try {
      return new DecimalValue(new BigDecimal(text).movePointRight(SCALE).longValueExact());
    } catch (ArithmeticException tooLarge) {
      return new Failure("decimal out of range", text);
    }
  }

  @Override
  public String typeName() {
    return "decimal";
  }

  @Override
  public String toString() {
    return BigDecimal.valueOf(units, SCALE).toPlainString();
  }
}
