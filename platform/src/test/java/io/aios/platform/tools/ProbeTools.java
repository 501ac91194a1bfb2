package io.aios.platform.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.tools.Risk;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tools of every shape. */
@Component
class ProbeTools {
  final CountDownLatch interrupted = new CountDownLatch(1);

  enum Order {
    @JsonProperty("newest-first")
    NEWEST,
    @JsonProperty("oldest-first")
    OLDEST
  }

  record Filter(
      @JsonPropertyDescription("Only names with this") @Size(min = 1, max = 20) String name,
      @JsonPropertyDescription("Tags all of which are needed") @Nullable List<String> tags) {}

  record Query(
      @JsonPropertyDescription("A word") @Pattern(regexp = "[a-z]+") String word,
      @JsonPropertyDescription("How many") @JsonProperty(defaultValue = "3") @Min(1) @Max(9)
          int count,
      @JsonPropertyDescription("In which order") @Nullable Order order,
      @JsonPropertyDescription("Which to take") @Nullable Filter filter,
      @JsonPropertyDescription("Free labels") @Nullable Map<String, String> labels) {

    Query {
      if (word.equals("refused")) {
        throw new IllegalArgumentException("the word 'refused' is refused");
      }
    }
  }

  record Found(String word, int count, @Nullable String order, String caller) {}

  @Tool(name = "probe_find_words", title = "Find words", description = "Repeats what it was asked")
  Found find(Query query, ToolCall call) {
    String order = query.order() == null ? null : query.order().name();
    return new Found(query.word(), query.count(), order, call.caller().toString());
  }

  @Tool(
      name = "probe_break_things",
      title = "Break",
      description = "Fails unexpectedly",
      risk = Risk.DESTRUCTIVE)
  void breakThings() {
    throw new IllegalStateException("secret detail");
  }

  @Tool(
      name = "probe_fail_politely",
      title = "Fail",
      description = "Fails as expected",
      risk = Risk.WRITE)
  void fail() {
    throw new ToolFailure("disk-full", "The disk has 3 bytes left", "Remove something");
  }

  record Lines(@JsonPropertyDescription("How many lines") @Max(10_000) int lines) {}

  @Tool(name = "probe_print_lines", title = "Lines", description = "Prints numbered lines")
  ToolResult lines(Lines input) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= input.lines(); i++) {
      text.append("line ").append(i).append('\n');
    }
    return ToolResult.text(text.toString()).withImage("image/png", new byte[] {1, 2, 3});
  }

  @Tool(
      name = "probe_wait_long",
      title = "Wait",
      description = "Waits until it is stopped",
      timeoutSeconds = 30)
  void waitLong(ToolCall call) throws InterruptedException {
    call.progress(0.1, "waiting");
    try {
      Thread.sleep(Duration.ofMinutes(5));
    } finally {
      interrupted.countDown();
    }
  }
}
