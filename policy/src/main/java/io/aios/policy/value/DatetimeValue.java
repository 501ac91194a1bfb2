package io.aios.policy.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cedar's {@code datetime} (RFC 80 of the language).
 *
 * @param epochMillis milliseconds since 1970-01-01T00:00:00Z
 */
public record DatetimeValue(long epochMillis) implements Value {
  private static final long DAY = 86_400_000;
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})"
              + "(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]{3}))?"
              + "(?:Z|([+-])([0-9]{2})([0-9]{2})))?");

  public static DatetimeValue of(Instant instant) {
    return new DatetimeValue(instant.toEpochMilli());
  }

  /** A date, or a date and time with an offset; else the failure that says why not. */
  public static Outcome parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return new Failure("not a datetime of the form YYYY-MM-DD[Thh:mm:ss[.SSS](Z|±hhmm)]", text);
    }
    long offsetMinutes = 0;
    if (form.group(8) != null) {
      int hours = number(form, 9);
      int minutes = number(form, 10);
      if (hours > 23 || minutes > 59) {
        return new Failure("datetime offset out of range", text);
      }
      offsetMinutes = (form.group(8).equals("+") ? 1 : -1) * (hours * 60L + minutes);
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(form, 1),
              number(form, 2),
              number(form, 3),
              number(form, 4),
              number(form, 5),
              number(form, 6),
              number(form, 7) * 1_000_000);
      return new DatetimeValue(
          local.toInstant(ZoneOffset.UTC).toEpochMilli() - offsetMinutes * 60_000);
    } catch (DateTimeException outOfCalendar) {
      return new Failure("no such date or time", text);
    }
  }

  private static int number(Matcher form, int group) {
    String digits = form.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** The start of this day in UTC. */
  public Outcome date() {
    try {
      return new DatetimeValue(Math.multiplyExact(Math.floorDiv(epochMillis, DAY), DAY));
    } catch (ArithmeticException overflow) {
      return new Failure("datetime out of range", this);
    }
  }

  /** The time since the start of this day in UTC. */
  public DurationValue time() {
    return new DurationValue(Math.floorMod(epochMillis, DAY));
  }

  /** This time, later by a duration. */
  public Outcome offset(DurationValue by) {
    long end = epochMillis + by.millis();
    return ((epochMillis ^ end) & (by.millis() ^ end)) < 0
        ? new Failure("datetime out of range", this)
        : new DatetimeValue(end);
  }

  /** How much later this is than another time. */
  public Outcome since(DatetimeValue other) {
    long span = epochMillis - other.epochMillis;
    return ((epochMillis ^ other.epochMillis) & (epochMillis ^ span)) < 0
        ? new Failure("duration out of range", this)
        : new DurationValue(span);
  }

  @Override
  public String typeName() {
    return "datetime";
  }
}
