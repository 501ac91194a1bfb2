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
   * @param permission what the caller needs for it
   * @param permitted whether the caller has it
   * @param repeatable whether it is run again when its outcome gets lost
   * @param needs steps it waits for, including those that its expressions refer to
   * @param fullyChecked false when arguments depend on earlier results: those are checked before
   *     the call
   * @param undo what undoing it could do, as the tool says; absent when it says nothing
   * @param approval the rule that would ask for somebody's approval
   * @param preview what the tool says it would do; absent where arguments are not known yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StepReport(
      String id,
      String tool,
      Risk risk,
      String permission,
      boolean permitted,
      boolean repeatable,
      Set<String> needs,
      @Nullable String when,
      boolean fullyChecked,
      @Nullable String undo,
      @Nullable String approval,
      ApprovalView.@Nullable Preview preview) {

    public StepReport with(
        boolean granted, @Nullable String rule, ApprovalView.@Nullable Preview shown) {
      return new StepReport(
          id,
          tool,
          risk,
          permission,
          granted,
          repeatable,
          needs,
          when,
          fullyChecked,
          undo,
          rule,
          shown);
    }
  }
}
