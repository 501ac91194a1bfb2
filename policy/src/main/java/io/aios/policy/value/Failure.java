package io.aios.policy.value;

/**
 * Why an expression has no value. The text is put together only when somebody reads it.
 *
 * @param what the kind of failure, such as {@code "no such attribute"}
 * @param detail what it met, rendered by {@code toString}
 */
public record Failure(String what, Object detail) implements Outcome {
  public String message() {
    return what + ": " + detail;
  }
}
