package io.aios.orchestrator.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to be approved, and who did. */
public record Approval(Demand demand, Json arguments, List<String> by, Instant requestedAt) {
  public Approval {
    by = List.copyOf(by);
  }

  boolean complete() {
    return by.size() >= demand.approvers();
  }

  /** Who changes the arguments approves others than those before: their word does not count. */
  Approval with(String approver, @Nullable Json edited) {
    if (edited != null && !edited.equals(arguments)) {
      return new Approval(demand, edited, List.of(approver), requestedAt);
    }
    List<String> all = new java.util.ArrayList<>(by);
    all.add(approver);
    return new Approval(demand, arguments, all, requestedAt);
  }

  /**
   * @param rule name of the rule that asks for it
   * @param approvers how many different people have to agree
   * @param fourEyes whether the one for whom the command runs is not among them
   * @param grant what an approver has to be granted
   * @param expiresAt when the step fails for want of approval
   */
  public record Demand(
      String rule, int approvers, boolean fourEyes, String grant, Instant expiresAt) {}
}
