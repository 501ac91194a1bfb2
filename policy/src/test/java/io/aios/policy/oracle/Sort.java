package io.aios.policy.oracle;

import java.util.Locale;
import java.util.Random;

/** The types that random values and expressions have. */
enum Sort {
  BOOL,
  LONG,
  STRING,
  ENTITY,
  SET,
  RECORD,
  DECIMAL,
  IP,
  DATETIME,
  DURATION;

  /** The attribute that usually holds a value of this type. */
  String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Sort any(Random random) {
    return values()[random.nextInt(values().length)];
  }
}
