package io.aios.orchestrator.chaos;

import io.aios.orchestrator.chaos.Answer.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table of measured values and their bounds, in Markdown. */
final class Report {
  private static final int MOST_FAULTS = 20;

  private final List<String> lines = new ArrayList<>();
  private boolean good = true;

  Report(String title, String how) {
    lines.addAll(List.of("# " + title, "", how, ""));
  }

  void section(String title) {
    lines.addAll(List.of("", "## " + title, ""));
  }

  void table() {
    lines.addAll(List.of("| | Measured | Bound |", "|---|---|---|"));
  }

  void line(String what, Object measured) {
    lines.add("| %s | %s | |".formatted(what, measured));
  }

  void line(String what, Object measured, String bound, boolean held) {
    good &= held;
    lines.add("| %s | %s%s | %s |".formatted(what, measured, held ? "" : " **BROKEN**", bound));
  }

  /** What every run has to keep. */
  void promises(Load load, Reckoning.Result result) {
    long unkept = result.faults().size();
    line("commands accepted", load.accepted.size());
    line("offered and never accepted", load.open.size(), "0", load.open.isEmpty());
    line("ended", result.statuses());
    line("effects of calls that must not be repeated", result.effects());
    line(
        "broken promises: lost, not ended, failed, done twice or not at all, an event lost or out of order",
        unkept,
        "0",
        unkept == 0);
    line("events on Kafka", result.published().events());
    line("of them delivered again, with the same id", result.published().again());
    result.faults().stream().limit(MOST_FAULTS).forEach(System.err::println);
  }

  static Map<Kind, Integer> counts(Collection<Answer> answers) {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    answers.forEach(answer -> counts.merge(answer.kind(), 1, Integer::sum));
    return counts;
  }

  /** What was said of requests without a good answer, and how often. */
  static Map<String, Long> details(Collection<Answer> answers) {
    return answers.stream()
        .filter(answer -> !answer.detail().isEmpty())
        .collect(Collectors.groupingBy(Answer::detail, Collectors.counting()));
  }

  /** Milliseconds: median, 99th percentile, longest. */
  static String times(Collection<Answer> answers) {
    long[] millis = answers.stream().mapToLong(Answer::millis).sorted().toArray();
    return millis.length == 0
        ? "none"
        : "%d · %d · %d"
            .formatted(
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.99)],
                Arrays.stream(millis).max().orElse(0));
  }

  /** False when a bound was broken. */
  boolean write(Path file) throws Exception {
    lines.addAll(List.of("", good ? "Within bounds." : "OUT OF BOUNDS."));
    Files.writeString(file, String.join("\n", lines) + "\n");
    return good;
  }
}
