package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aios.contracts.tools.Risk;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step that waits for approval, as who may approve it sees it.
 *
 * @param subject for whom the command runs
 * @param arguments the tool's, exactly as it would get them
 * @param rule that asks for the approval
 * @param approvers how many different people have to agree
 * @param fourEyes whether {@code subject} may not be one of them
 * @param grant what an approver has to be granted
 * @param approvedBy who agreed already
 * @param undo what undoing it could do, as the tool says; absent when it says nothing
 * @param preview what the tool says it would do now; only where one approval is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalView(
    UUID commandId,
    String step,
    String subject,
    String client,
    String tool,
    @Nullable Risk risk,
    Object arguments,
    String rule,
    int approvers,
    boolean fourEyes,
    String grant,
    List<String> approvedBy,
    Instant requestedAt,
    Instant expiresAt,
    @Nullable String undo,
    @Nullable Preview preview) {

  public ApprovalView with(Preview shown) {
    return new ApprovalView(
        commandId,
        step,
        subject,
        client,
        tool,
        risk,
        arguments,
        rule,
        approvers,
        fourEyes,
        grant,
        approvedBy,
        requestedAt,
        expiresAt,
        undo,
        shown);
  }

  /**
   * @param available whether the tool has a preview and gave it
   * @param text what it would do, or why there is no preview
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Preview(boolean available, String text, @Nullable Object structured) {}
}
