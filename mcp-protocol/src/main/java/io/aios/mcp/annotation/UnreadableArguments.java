package io.aios.mcp.annotation;

/** Arguments that do not make the record a method takes; the message says what is wrong. */
public final class UnreadableArguments extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableArguments(String message) {
    super(message, null, false, false);
  }
}
