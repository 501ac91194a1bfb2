package io.aios.gateway.usecase;

import java.util.List;
import java.util.function.Predicate;

/** Full-text search over the catalogue. */
@FunctionalInterface
public interface ToolIndex {
  /**
   * The tools that fit the words, the best first.
   *
   * @param query words of any language that is written with spaces; no query syntax
   * @param visible tools it refuses are left out
   */
  List<CatalogueTool> rank(String query, Predicate<CatalogueTool> visible);
}
