package io.aios.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides about one place where one of its literals stands. */
interface Recogniser {
  /** What leads to it; ASCII. */
  List<String> literals();

  /**
   * Work is bounded: either constant, or linear in a token that no other place looks at again.
   *
   * @param start first character of the literal
   * @param end one after its last
   */
  @Nullable Finding at(String text, int start, int end);
}
