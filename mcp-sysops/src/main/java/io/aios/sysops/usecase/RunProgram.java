package io.aios.sysops.usecase;

import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs a program for a caller, within the time that its call has. */
@Component
public final class RunProgram {
  /** Kept back of the call's time to tell what the program did. */
  private static final Duration RESERVE = Duration.ofSeconds(2);

  private static final int SHOWN = 200;

  private final Programs programs;

  RunProgram(Programs programs) {
    this.programs = programs;
  }

  public Programs.Outcome run(
      List<String> command,
      Map<String, String> environment,
      @Nullable String input,
      Duration timeout,
      ToolCall call) {
    requireProgram(command, environment);
    Duration longest = Duration.ofSeconds(programs.limits().longestSeconds());
    Duration allowed =
        Stream.of(timeout, longest, call.remaining().minus(RESERVE))
            .min(Duration::compareTo)
            .filter(Duration::isPositive)
            .orElseThrow(() -> new ToolFailure("no-time", "The call has no time left."));
    return programs.run(
        new Programs.Program(command, environment, input, allowed),
        text -> call.progress(spent(call, allowed), tail(text)));
  }

  private static void requireProgram(List<String> command, Map<String, String> environment) {
    boolean nul =
        Stream.concat(
                command.stream(),
                environment.entrySet().stream().map(entry -> entry.getKey() + entry.getValue()))
            .anyMatch(text -> text.indexOf('\0') >= 0);
    boolean badName =
        environment.keySet().stream().anyMatch(name -> name.isEmpty() || name.contains("="));
    if (command.isEmpty() || command.getFirst().isBlank() || nul || badName) {
      throw new ToolFailure(
          "command-invalid",
          "The command needs a program, no text may contain NUL, no variable's name '='.",
          "Give a list such as [\"ls\",\"-l\"].");
    }
  }

  private static double spent(ToolCall call, Duration allowed) {
    double left = call.remaining().minus(RESERVE).toMillis();
    return Math.clamp(1 - left / Math.max(1, allowed.toMillis()), 0, 1);
  }

  private static String tail(String text) {
    return text.length() <= SHOWN ? text : text.substring(text.length() - SHOWN);
  }
}
