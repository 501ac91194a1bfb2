package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aios.contracts.tools.Risk;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a valid command would do; nothing of it was done. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DryRunReport(boolean dryRun, List<StepReport> steps) {

  /**
   * @param permission what the caller needs for it, and has
   * @param repeatable whether it is run again when its outcome gets lost
   * @param needs steps it waits for, including those that its expressions refer to
   * @param fullyChecked false when arguments depend on earlier results: those are checked before
   *     the call
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StepReport(
      String id,
      String tool,
      Risk risk,
      String permission,
      boolean repeatable,
      Set<String> needs,
      @Nullable String when,
      boolean fullyChecked) {}
}
