package io.aios.policy.syntax;

/** Ends the reading of one policy; never leaves the package. */
final class SyntaxFault extends RuntimeException {
  private final transient Position at;

  SyntaxFault(Position at, String message) {
    super(message, null, false, false);
    this.at = at;
  }

  Position at() {
    return at;
  }

  String said() {
    return String.valueOf(getMessage());
  }
}
