package io.aios.policy.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * The escapes of Cedar's string literals, which are Rust's: n, r, t, 0, both quotation marks and
 * the backslash itself; x with two digits, u with one to six in braces; a backslash before a line
 * break.
 */
final class Escapes {
  private static final String SIMPLE = "nrt\\0'\"";
  private static final String MEANING = "\n\r\t\\\0'\"";

  private final String text;
  private final boolean pattern;
  private final List<String> pieces = new ArrayList<>();
  private final StringBuilder piece = new StringBuilder();
  private int at;

  private Escapes(String text, boolean pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * @param literal with its quotation marks
   * @throws IllegalArgumentException naming the bad escape
   */
  static String text(String literal) {
    return new Escapes(inside(literal), false).read().getFirst();
  }

  /** A pattern, in which a star that is not escaped stands for any text. */
  static Wildcards pattern(String literal) {
    return new Wildcards(new Escapes(inside(literal), true).read());
  }

  private static String inside(String literal) {
    return literal.substring(1, literal.length() - 1);
  }

  private List<String> read() {
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next == '\\') {
        escape();
      } else if (next == '\r' && !(at < text.length() && text.charAt(at) == '\n')) {
        throw new IllegalArgumentException("a bare carriage return must be written \\r");
      } else {
        append(next);
      }
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private void append(int codePoint) {
    if (pattern && codePoint == '*') {
      pieces.add(piece.toString());
      piece.setLength(0);
    } else {
      piece.appendCodePoint(codePoint);
    }
  }

  private void escape() {
    char name = text.charAt(at++);
    int simple = SIMPLE.indexOf(name);
    if (simple >= 0) {
      append(MEANING.charAt(simple));
    } else if (name == '*' && pattern) {
      piece.append('*');
    } else if (name == 'x') {
      append(hex());
    } else if (name == 'u') {
      append(unicode());
    } else if (name == '\n') {
      skipIndentation();
    } else {
      throw new IllegalArgumentException("there is no escape \\" + name);
    }
  }

  private int hex() {
    int end = Math.min(at + 2, text.length());
    int code = code(text.substring(at, end), 2, 2);
    if (code > 0x7f) {
      throw new IllegalArgumentException("the escape x goes to 7F; from there on use the escape u");
    }
    at = end;
    return code;
  }

  private int unicode() {
    int close = text.indexOf('}', at);
    if (close < 0 || text.charAt(at) != '{') {
      throw new IllegalArgumentException("the escape u needs its digits in braces");
    }
    String digits = text.substring(at + 1, close);
    if (digits.startsWith("_")) {
      throw new IllegalArgumentException("the digits of the escape u do not begin with _");
    }
    int code = code(digits.replace("_", ""), 1, 6);
    if (!Character.isValidCodePoint(code) || (code >= 0xd800 && code <= 0xdfff)) {
      throw new IllegalArgumentException(digits + " is no character");
    }
    at = close + 1;
    return code;
  }

  private static int code(String digits, int least, int most) {
    if (digits.length() < least
        || digits.length() > most
        || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
      throw new IllegalArgumentException(
          "'" + digits + "' is not " + least + " to " + most + " hexadecimal digits");
    }
    return Integer.parseInt(digits, 16);
  }

  private void skipIndentation() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
