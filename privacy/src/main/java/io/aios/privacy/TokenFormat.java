package io.aios.privacy;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A token with a prefix of its own: so many characters of an alphabet, which a check accepts.
 *
 * @param check sees the whole token
 */
record TokenFormat(
    Kind kind, Alphabet alphabet, Size size, Predicate<String> check, List<String> literals)
    implements Recogniser {

  /** Characters a token is made of. */
  @FunctionalInterface
  interface Alphabet {
    boolean has(char c);
  }

  /** Characters after the prefix, at least and at most. */
  record Size(int least, int most) {
    static Size of(int exactly) {
      return new Size(exactly, exactly);
    }
  }

  @Override
  public @Nullable Finding at(String text, int start, int end) {
    if (!Characters.beginsAt(text, start) || !hasCase(text, start, end)) {
      return null;
    }
    int stop = end;
    int limit = Math.min(text.length(), end + size.most + 1);
    while (stop < limit && alphabet.has(text.charAt(stop))) {
      stop++;
    }
    while (stop > end && text.charAt(stop - 1) == '.') {
      stop--;
    }
    int length = stop - end;
    if (length < size.least || length > size.most || !Characters.endsAt(text, stop)) {
      return null;
    }
    return check.test(text.substring(start, stop)) ? new Finding(kind, start, stop) : null;
  }

  /** The automaton folds case, these prefixes do not. */
  private boolean hasCase(String text, int start, int end) {
    for (String literal : literals) {
      if (literal.length() == end - start && text.startsWith(literal, start)) {
        return true;
      }
    }
    return false;
  }
}
