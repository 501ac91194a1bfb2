package io.aios.policy.value;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cedar's {@code duration}. */
public record DurationValue(long millis) implements Value {
  private static final int LONGEST = 128;
  private static final Pattern FORM =
      Pattern.compile(
          "(-)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?");
  private static final long[] UNITS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  /** A duration from a text such as {@code "1h30m"}, or the failure that says why not. */
  public static Outcome parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.isEmpty() || text.equals("-") || text.length() > LONGEST || !form.matches()) {
      return new Failure("not a duration such as 1d2h3m4s5ms", text);
    }
    BigInteger sum = BigInteger.ZERO;
    for (int unit = 0; unit < UNITS.length; unit++) {
      String digits = form.group(unit + 2);
      if (digits != null) {
        sum = sum.add(new BigInteger(digits).multiply(BigInteger.valueOf(UNITS[unit])));
      }
    }
    BigInteger millis = form.group(1) == null ? sum : sum.negate();
    return millis.bitLength() > 63
        ? new Failure("duration out of range", text)
        : new DurationValue(millis.longValueExact());
  }

  @Override
  public String typeName() {
    return "duration";
  }
}
