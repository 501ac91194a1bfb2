package io.aios.policy.syntax;

import static io.aios.policy.syntax.Kind.BOOL;
import static io.aios.policy.syntax.Kind.DATETIME;
import static io.aios.policy.syntax.Kind.DECIMAL;
import static io.aios.policy.syntax.Kind.DURATION;
import static io.aios.policy.syntax.Kind.IP;
import static io.aios.policy.syntax.Kind.LONG;
import static io.aios.policy.syntax.Kind.STRING;

import io.aios.policy.value.BoolValue;
import io.aios.policy.value.DatetimeValue;
import io.aios.policy.value.DecimalValue;
import io.aios.policy.value.DurationValue;
import io.aios.policy.value.Failure;
import io.aios.policy.value.IpValue;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.Outcome;
import io.aios.policy.value.StringValue;
import io.aios.policy.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions and methods of Cedar's extension types. */
public enum Extension {
  DECIMAL_OF("decimal", DECIMAL, STRING),
  IP_OF("ip", IP, STRING),
  DATETIME_OF("datetime", DATETIME, STRING),
  DURATION_OF("duration", DURATION, STRING),

  LESS_THAN("lessThan", BOOL, DECIMAL, DECIMAL),
  LESS_THAN_OR_EQUAL("lessThanOrEqual", BOOL, DECIMAL, DECIMAL),
  GREATER_THAN("greaterThan", BOOL, DECIMAL, DECIMAL),
  GREATER_THAN_OR_EQUAL("greaterThanOrEqual", BOOL, DECIMAL, DECIMAL),

  IS_IPV4("isIpv4", BOOL, IP),
  IS_IPV6("isIpv6", BOOL, IP),
  IS_LOOPBACK("isLoopback", BOOL, IP),
  IS_MULTICAST("isMulticast", BOOL, IP),
  IS_IN_RANGE("isInRange", BOOL, IP, IP),

  OFFSET("offset", DATETIME, DATETIME, DURATION),
  DURATION_SINCE("durationSince", DURATION, DATETIME, DATETIME),
  TO_DATE("toDate", DATETIME, DATETIME),
  TO_TIME("toTime", DURATION, DATETIME),
  TO_MILLISECONDS("toMilliseconds", LONG, DURATION),
  TO_SECONDS("toSeconds", LONG, DURATION),
  TO_MINUTES("toMinutes", LONG, DURATION),
  TO_HOURS("toHours", LONG, DURATION),
  TO_DAYS("toDays", LONG, DURATION);

  private final String sign;
  private final Kind result;
  private final Kind first;
  private final @Nullable Kind second;

  Extension(String sign, Kind result, Kind only) {
    this(sign, result, only, null);
  }

  Extension(String sign, Kind result, Kind first, @Nullable Kind second) {
    this.sign = sign;
    this.result = result;
    this.first = first;
    this.second = second;
  }

  /** The name it is called by. */
  public String sign() {
    return sign;
  }

  /** Whether it is called on its first argument with a dot; what makes a value of a text is not. */
  public boolean isMethod() {
    return first != STRING;
  }

  public Kind result() {
    return result;
  }

  public List<Kind> parameters() {
    return second == null ? List.of(first) : List.of(first, second);
  }

  /** Applies it to one argument. */
  public Outcome apply(Value only) {
    return apply(only, only);
  }

  /** Applies it to two arguments; the second one is not looked at when there is one parameter. */
  public Outcome apply(Value a, Value b) {
    if (!first.holds(a)) {
      return new Failure(sign + " needs " + first.sign(), a);
    }
    if (second != null && !second.holds(b)) {
      return new Failure(sign + " needs " + second.sign(), b);
    }
    return switch (a) {
      case StringValue(String text) -> parse(text);
      case DecimalValue(long units) -> BoolValue.of(compares(units, ((DecimalValue) b).units()));
      case IpValue address -> BoolValue.of(holds(address, (IpValue) b));
      case DatetimeValue time -> of(time, b);
      case DurationValue(long millis) -> new LongValue(millis / unit());
      default -> new Failure("no such function", sign);
    };
  }

  private Outcome parse(String text) {
    return switch (result) {
      case DECIMAL -> DecimalValue.parse(text);
      case IP -> IpValue.parse(text);
      case DATETIME -> DatetimeValue.parse(text);
      default -> DurationValue.parse(text);
    };
  }

  private boolean compares(long a, long b) {
    return switch (this) {
      case LESS_THAN -> a < b;
      case LESS_THAN_OR_EQUAL -> a <= b;
      case GREATER_THAN -> a > b;
      default -> a >= b;
    };
  }

  private boolean holds(IpValue address, IpValue network) {
    return switch (this) {
      case IS_IPV4 -> !address.v6();
      case IS_IPV6 -> address.v6();
      case IS_LOOPBACK -> address.isLoopback();
      case IS_MULTICAST -> address.isMulticast();
      default -> address.isInRange(network);
    };
  }

  private Outcome of(DatetimeValue time, Value b) {
    return switch (this) {
      case OFFSET -> time.offset((DurationValue) b);
      case DURATION_SINCE -> time.since((DatetimeValue) b);
      case TO_DATE -> time.date();
      default -> time.time();
    };
  }

  private long unit() {
    return switch (this) {
      case TO_SECONDS -> 1_000;
      case TO_MINUTES -> 60_000;
      case TO_HOURS -> 3_600_000;
      case TO_DAYS -> 86_400_000;
      default -> 1;
    };
  }
}
