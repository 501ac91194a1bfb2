package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.ApprovalView.Preview;
import io.aios.contracts.commands.DryRunReport;
import io.aios.contracts.commands.DryRunReport.StepReport;
import io.aios.contracts.tools.Risk;
import io.aios.orchestrator.domain.Approval;
import io.aios.orchestrator.domain.Principal;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what a checked command would do: what needs approval, and what each tool would do. */
@Component
final class DryRun {
  private static final int MAX_PREVIEWS = 20;
  private static final String READ = ":read";

  private final ApprovalPolicy approvals;
  private final PreviewCall previews;
  private final InstantSource clock;

  DryRun(ApprovalPolicy approvals, PreviewCall previews, InstantSource clock) {
    this.approvals = approvals;
    this.previews = previews;
    this.clock = clock;
  }

  /** Looking needs no more than the permission to read. */
  Principal reader(Principal caller) {
    Set<String> grants = new HashSet<>(caller.grants());
    for (String grant : caller.grants()) {
      if (grant.endsWith(READ)) {
        String server = grant.substring(0, grant.length() - READ.length());
        Arrays.stream(Risk.values()).forEach(risk -> grants.add(server + ":" + risk.wireName()));
      }
    }
    return new Principal(caller.subject(), caller.client(), grants);
  }

  DryRunReport report(Principal principal, CheckedCommand checked) {
    List<StepReport> reports = checked.reports();
    return new DryRunReport(
        true,
        java.util.stream.IntStream.range(0, reports.size())
            .mapToObj(i -> report(principal, checked, reports.get(i), i < MAX_PREVIEWS))
            .toList());
  }

  private StepReport report(
      Principal principal, CheckedCommand checked, StepReport report, boolean shown) {
    ToolDescriptor tool = checked.tools().get(report.id());
    if (tool == null) {
      return report;
    }
    String rule =
        approvals.demand(principal, tool, clock.instant()).map(Approval.Demand::rule).orElse(null);
    return report.with(
        tool.permission().grantedBy(principal.grants()),
        rule,
        shown ? preview(principal, checked, report, tool) : null);
  }

  private @Nullable Preview preview(
      Principal principal, CheckedCommand checked, StepReport report, ToolDescriptor tool) {
    Template arguments = checked.compiled().template(report.id());
    return tool.previews() && arguments.isLiteral()
        ? previews.preview(principal, tool.name(), arguments.arguments())
        : null;
  }
}
