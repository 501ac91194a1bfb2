package io.aios.policy.value;

/**
 * A value of Cedar's language. {@code equals} is Cedar's {@code ==}: values of different types are
 * unequal, never an error.
 */
public sealed interface Value extends Outcome
    permits BoolValue,
        LongValue,
        StringValue,
        EntityUid,
        SetValue,
        RecordValue,
        DecimalValue,
        IpValue,
        DatetimeValue,
        DurationValue {

  /** The type's name in messages, such as {@code Long}. */
  String typeName();
}
