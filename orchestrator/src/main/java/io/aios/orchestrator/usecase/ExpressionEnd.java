package io.aios.orchestrator.usecase;

import io.aios.orchestrator.usecase.Expressions.ExpressionError;

/** Finds the brace that closes an expression; braces inside its strings and maps do not. */
final class ExpressionEnd {
  private ExpressionEnd() {}

  /**
   * @param from the first character of the expression
   * @throws ExpressionError when no brace closes it
   */
  static int of(String text, int from) {
    int depth = 0;
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && depth-- == 0) {
        return i;
      }
    }
    throw new ExpressionError("'${' without its '}'");
  }
}
