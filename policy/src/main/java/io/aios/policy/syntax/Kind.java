package io.aios.policy.syntax;

import io.aios.policy.value.BoolValue;
import io.aios.policy.value.DatetimeValue;
import io.aios.policy.value.DecimalValue;
import io.aios.policy.value.DurationValue;
import io.aios.policy.value.IpValue;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.StringValue;
import io.aios.policy.value.Value;

/** The types that have no parts. */
public enum Kind {
  BOOL("Bool", BoolValue.class),
  LONG("Long", LongValue.class),
  STRING("String", StringValue.class),
  DECIMAL("decimal", DecimalValue.class),
  IP("ipaddr", IpValue.class),
  DATETIME("datetime", DatetimeValue.class),
  DURATION("duration", DurationValue.class);

  private final String sign;
  private final Class<? extends Value> type;

  Kind(String sign, Class<? extends Value> type) {
    this.sign = sign;
    this.type = type;
  }

  /** The name in schemas. */
  public String sign() {
    return sign;
  }

  public boolean holds(Value value) {
    return type.isInstance(value);
  }
}
