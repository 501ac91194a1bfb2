package io.aios.sysops.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.tools.Risk;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolResult;
import io.aios.platform.tools.ToolUndo;
import io.aios.sysops.usecase.RunProgram;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Running programs. */
@Component
class ExecTools {
  private final RunProgram runProgram;

  ExecTools(RunProgram runProgram) {
    this.runProgram = runProgram;
  }

  record Exec(
      @NotNull
          @Size(min = 1, max = 200)
          @JsonPropertyDescription(
              "Program and arguments, passed as they are. For a shell say [\"sh\",\"-c\",…].")
          List<@Size(max = 100_000) String> command,
      @Size(max = 50) @JsonPropertyDescription("Variables beside PATH, HOME and LANG.")
          @Nullable Map<@Size(min = 1, max = 100) String, @Size(max = 10_000) String> environment,
      @Size(max = 1_000_000) @JsonPropertyDescription("Standard input; empty when left out.")
          @Nullable String input,
      @Min(1)
          @Max(600)
          @JsonProperty(defaultValue = "60")
          @JsonPropertyDescription("Ended after so many seconds.")
          int timeoutSeconds) {}

  @Tool(
      name = "sysops_exec_program",
      title = "Run a program",
      description =
          "Runs a program in a sandbox: an empty folder of its own that is removed afterwards, the"
              + " system's programs read-only, no network, no other processes. Output up to the"
              + " timeout is kept.",
      risk = Risk.WRITE,
      timeoutSeconds = 610,
      undo = "nothing: what a program did cannot be undone")
  ToolResult exec(Exec arguments, ToolCall call) {
    call.undo(ToolUndo.impossible("what a program did cannot be undone"));
    var outcome =
        runProgram.run(
            arguments.command(),
            arguments.environment() == null ? Map.of() : arguments.environment(),
            arguments.input(),
            Duration.ofSeconds(arguments.timeoutSeconds()),
            call);
    ToolResult result = ToolResult.structured(outcome);
    return outcome.succeeded() ? result : result.asFailure();
  }
}
