package io.aios.policy.value;

/** A 64 bit integer. Arithmetic that leaves the range is an error. */
public record LongValue(long value) implements Value {
  @Override
  public String typeName() {
    return "Long";
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
