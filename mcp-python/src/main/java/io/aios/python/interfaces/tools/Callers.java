package io.aios.python.interfaces.tools;

import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolFailure;
import io.aios.python.domain.Owner;
import io.aios.python.usecase.PythonProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a call says about its caller, in the words of the use cases. */
final class Callers {
  /** Kept back of the call's time, to interrupt the code and answer with what it wrote. */
  private static final Duration TO_ANSWER = Duration.ofSeconds(4);

  private Callers() {}

  static Owner owner(ToolCall call) {
    return new Owner(call.caller().subject(), call.caller().client());
  }

  static Duration timeout(@Nullable Integer seconds, ToolCall call, PythonProperties properties) {
    Duration asked = seconds == null ? properties.timeout() : Duration.ofSeconds(seconds);
    if (asked.compareTo(properties.maxTimeout()) > 0) {
      throw new ToolFailure(
          "timeout-too-long",
          "timeoutSeconds is " + seconds + "; the limit is " + properties.maxTimeout().toSeconds(),
          "split the work, or keep state in a session");
    }
    Duration possible = call.remaining().minus(TO_ANSWER);
    Duration least = Duration.ofSeconds(1);
    Duration capped = asked.compareTo(possible) > 0 ? possible : asked;
    return capped.compareTo(least) < 0 ? least : capped;
  }
}
