package io.aios.policy.tools;

/** Arguments that policies would have to judge, and cannot; the message says which, and why. */
public final class UnreadableArguments extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableArguments(String message) {
    super(message);
  }
}
