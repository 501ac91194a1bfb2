package io.aios.python.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of running code once.
 *
 * @param result the last expression's repr, null if it has none
 * @param figuresLeftOut drawn beyond the limits on number and size
 * @param files created or changed, relative to the workspace, the first hundred
 * @param interpreterEnded nothing more can be run in that interpreter
 */
public record Execution(
    Output stdout,
    Output stderr,
    @Nullable String result,
    @Nullable PythonError error,
    Duration duration,
    List<Figure> figures,
    int figuresLeftOut,
    List<String> files,
    boolean interpreterEnded) {

  public Execution {
    figures = List.copyOf(figures);
    files = List.copyOf(files);
  }

  /** The head of a channel. */
  public record Output(String text, boolean truncated) {}
}
