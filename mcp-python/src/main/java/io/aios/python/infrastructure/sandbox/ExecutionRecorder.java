package io.aios.python.infrastructure.sandbox;

import io.aios.python.domain.Execution;
import io.aios.python.domain.Figure;
import io.aios.python.domain.PythonError;
import io.aios.python.usecase.PythonProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Gathers one execution's events within the limits, which the driver is not trusted to keep. */
final class ExecutionRecorder {
  private static final int MAX_FILES = 100;
  private static final int MAX_TEXT = 64 * 1024;

  private final long startedAt = System.nanoTime();
  private final PythonProperties limits;
  private final Consumer<String> listener;
  private final StringBuilder stdout = new StringBuilder();
  private final StringBuilder stderr = new StringBuilder();
  private final List<Figure> figures = new ArrayList<>();
  private boolean stdoutTruncated;
  private boolean stderrTruncated;
  private int figuresLeftOut;

  ExecutionRecorder(PythonProperties limits, Consumer<String> listener) {
    this.limits = limits;
    this.listener = listener;
  }

  void output(DriverEvent.Output output) {
    StringBuilder head = output.error() ? stderr : stdout;
    int room = (int) limits.output().toBytes() - head.length();
    String kept = output.text().substring(0, Math.min(room, output.text().length()));
    head.append(kept);
    if (kept.length() < output.text().length()) {
      truncated(output.error());
    }
    if (!kept.isEmpty()) {
      listener.accept(kept);
    }
  }

  void drawn(DriverEvent.Drawn drawn) {
    boolean fits = drawn.png().length() <= base64Length(limits.figureSize().toBytes());
    if (fits && figures.size() < limits.figures()) {
      figures.add(new Figure(drawn.png()));
    } else {
      figuresLeftOut++;
    }
  }

  Execution done(JsonNode answer, @Nullable PythonError limit) {
    if (answer.path("stdoutDropped").asLong(0) > 0) {
      truncated(false);
    }
    if (answer.path("stderrDropped").asLong(0) > 0) {
      truncated(true);
    }
    figuresLeftOut += answer.path("figuresLeftOut").asInt(0);
    List<String> files =
        StreamSupport.stream(answer.path("files").spliterator(), false)
            .limit(MAX_FILES)
            .map(file -> file.asString(""))
            .toList();
    PythonError error = limit != null ? limit : error(answer.path("error"));
    return execution(text(answer, "result"), error, files, false);
  }

  Execution ended(PythonError why) {
    return execution(null, why, List.of(), true);
  }

  static @Nullable String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    if (!value.isString()) {
      return null;
    }
    String text = value.asString();
    return text.substring(0, Math.min(MAX_TEXT, text.length()));
  }

  static String textOr(JsonNode node, String member, String otherwise) {
    String text = text(node, member);
    return text == null ? otherwise : text;
  }

  private Execution execution(
      @Nullable String result, @Nullable PythonError error, List<String> files, boolean ended) {
    return new Execution(
        new Execution.Output(stdout.toString(), stdoutTruncated),
        new Execution.Output(stderr.toString(), stderrTruncated),
        result,
        error,
        Duration.ofNanos(System.nanoTime() - startedAt),
        figures,
        figuresLeftOut,
        files,
        ended);
  }

  private static @Nullable PythonError error(JsonNode error) {
    if (error instanceof MissingNode || error.isNull()) {
      return null;
    }
    return new PythonError(
        textOr(error, "type", "Exception"), textOr(error, "message", ""), text(error, "traceback"));
  }

  private void truncated(boolean error) {
    if (error) {
      stderrTruncated = true;
    } else {
      stdoutTruncated = true;
    }
  }

  private static long base64Length(long bytes) {
    return (bytes + 2) / 3 * 4;
  }
}
