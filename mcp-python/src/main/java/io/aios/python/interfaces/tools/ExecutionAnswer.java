package io.aios.python.interfaces.tools;

import io.aios.platform.tools.ToolResult;
import io.aios.python.domain.Execution;
import io.aios.python.domain.Figure;
import io.aios.python.domain.PythonError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution as the caller gets it: a record for programs, text and pictures for reading. */
record ExecutionAnswer(
    String stdout,
    String stderr,
    @Nullable String result,
    @Nullable PythonError error,
    boolean stdoutTruncated,
    boolean stderrTruncated,
    long durationMillis,
    int figureCount,
    int figuresLeftOut,
    List<String> files,
    @Nullable String workspace,
    boolean interpreterEnded) {

  /**
   * @param workspace where its files can be read, if anywhere
   */
  static ToolResult of(Execution execution, @Nullable String workspace) {
    var answer =
        new ExecutionAnswer(
            execution.stdout().text(),
            execution.stderr().text(),
            execution.result(),
            execution.error(),
            execution.stdout().truncated(),
            execution.stderr().truncated(),
            execution.duration().toMillis(),
            execution.figures().size(),
            execution.figuresLeftOut(),
            execution.files(),
            workspace,
            execution.interpreterEnded());
    List<ToolResult.Image> images =
        execution.figures().stream()
            .map(Figure::base64)
            .map(png -> new ToolResult.Image("image/png", png))
            .toList();
    return new ToolResult(answer.text(), images, answer, execution.error() != null);
  }

  private String text() {
    List<String> parts = new ArrayList<>();
    add(parts, "", stdout, stdoutTruncated);
    add(parts, "stderr:\n", stderr, stderrTruncated);
    if (result != null) {
      parts.add("result: " + result);
    }
    if (error != null) {
      String traceback = error.traceback();
      parts.add(traceback == null ? error.type() + ": " + error.message() : traceback.strip());
    }
    if (figureCount + figuresLeftOut > 0) {
      parts.add(
          "figures: " + figureCount + (figuresLeftOut > 0 ? ", left out: " + figuresLeftOut : ""));
    }
    if (!files.isEmpty()) {
      parts.add("files written: " + String.join(", ", files) + in(workspace));
    }
    return parts.isEmpty() ? "(no output)" : String.join("\n", parts);
  }

  private static void add(List<String> parts, String heading, String text, boolean truncated) {
    if (!text.isEmpty()) {
      parts.add(heading + text.stripTrailing() + (truncated ? "\n… (cut at the limit)" : ""));
    }
  }

  private static String in(@Nullable String workspace) {
    return workspace == null ? "" : " (workspace " + workspace + ")";
  }
}
