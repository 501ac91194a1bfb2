package io.aios.policy.value;

/** A text. */
public record StringValue(String value) implements Value {
  @Override
  public String typeName() {
    return "String";
  }

  @Override
  public String toString() {
    return '"' + value + '"';
  }
}
