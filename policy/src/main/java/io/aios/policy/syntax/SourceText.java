package io.aios.policy.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * A text on its way through a generated lexer and parser: bounds what it may cost, collects what is
 * wrong with it.
 */
public final class SourceText {
  /** Characters in one file. */
  public static final int MOST_CHARACTERS = 1 << 20;

  /** Brackets, parentheses, braces and conditions inside each other. */
  public static final int MOST_NESTING = 64;

  /** Operators and accesses in one statement, which is what recursion goes through. */
  public static final int MOST_OPERATORS = 1_000;

  private final String file;
  private final List<PolicyProblem> problems = new ArrayList<>();

  public SourceText(String file) {
    this.file = file;
  }

  /** Token types of a grammar that its limits speak about. */
  public record Limits(
      List<Integer> opening, List<Integer> closing, int end, List<Integer> chain) {}

  /**
   * @throws InvalidPolicies when the lexer or the parser takes offence, or a limit is passed
   */
  public <P extends Parser, T> T parse(
      String text,
      Function<CharStream, ? extends Lexer> lexing,
      Function<CommonTokenStream, P> parsing,
      Limits limits,
      Function<P, T> rule) {
    if (text.length() > MOST_CHARACTERS) {
      problems.add(
          new PolicyProblem(file, 1, 1, text.length() + " characters; at most " + MOST_CHARACTERS));
      throw new InvalidPolicies(problems);
    }
    Lexer lexer = lexing.apply(CharStreams.fromString(text, file));
    lexer.removeErrorListeners();
    lexer.addErrorListener(listener());
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    bound(tokens.getTokens(), limits);
    refuseIfFaulty();
    P parser = parsing.apply(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(listener());
    T tree = rule.apply(parser);
    refuseIfFaulty();
    return tree;
  }

  void report(Position at, String message) {
    problems.add(PolicyProblem.at(file, at, message));
  }

  void refuseIfFaulty() {
    if (!problems.isEmpty()) {
      throw new InvalidPolicies(problems);
    }
  }

  private void bound(List<Token> tokens, Limits limits) {
    int depth = 0;
    int chain = 0;
    for (Token token : tokens) {
      int type = token.getType();
      if (limits.opening().contains(type)) {
        depth++;
      } else if (limits.closing().contains(type)) {
        depth--;
      } else if (limits.chain().contains(type)) {
        chain++;
      } else if (type == limits.end()) {
        chain = 0;
      }
      if (depth > MOST_NESTING || chain > MOST_OPERATORS) {
        report(
            Expressions.at(token),
            "too complex: at most %d levels and %d operators in a statement"
                .formatted(MOST_NESTING, MOST_OPERATORS));
        return;
      }
    }
  }

  private BaseErrorListener listener() {
    return new BaseErrorListener() {
      @Override
      public void syntaxError(
          Recognizer<?, ?> recognizer,
          @Nullable Object symbol,
          int line,
          int column,
          String message,
          @Nullable RecognitionException cause) {
        report(new Position(line, column + 1), message);
      }
    };
  }

  /** The text of a string literal. */
  public static String text(Token literal) {
    try {
      return Escapes.text(literal.getText());
    } catch (IllegalArgumentException bad) {
      throw new SyntaxFault(Expressions.at(literal), String.valueOf(bad.getMessage()));
    }
  }

  static Wildcards pattern(Token literal) {
    try {
      return Escapes.pattern(literal.getText());
    } catch (IllegalArgumentException bad) {
      throw new SyntaxFault(Expressions.at(literal), String.valueOf(bad.getMessage()));
    }
  }
}
