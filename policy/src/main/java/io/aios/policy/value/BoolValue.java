package io.aios.policy.value;

/** {@code true} or {@code false}. */
public enum BoolValue implements Value {
  FALSE,
  TRUE;

  public static BoolValue of(boolean value) {
    return value ? TRUE : FALSE;
  }

  public boolean isTrue() {
    return this == TRUE;
  }

  @Override
  public String typeName() {
    return "Bool";
  }

  @Override
  public String toString() {
    return this == TRUE ? "true" : "false";
  }
}
