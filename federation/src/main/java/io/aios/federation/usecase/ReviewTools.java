package io.aios.federation.usecase;

import io.aios.federation.domain.Approval;
import io.aios.federation.domain.Definition;
import io.aios.federation.domain.PinnedTool;
import io.aios.federation.domain.ToolNames;
import io.aios.federation.domain.ToolState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows an administrator what a server's tools are, what changed, and what looks wrong. */
@Component
public final class ReviewTools {
  private final ServerRecords records;

  ReviewTools(ServerRecords records) {
    this.records = records;
  }

  /** Ordered by name. */
  public List<ReviewedTool> review(String alias) {
    List<PinnedTool> tools = records.tools(alias);
    ToolNames names = ToolNames.of(alias, tools.stream().map(PinnedTool::name).toList());
    return tools.stream().map(tool -> reviewed(tool, names)).toList();
  }

  public Optional<ReviewedTool> review(String alias, String name) {
    return review(alias).stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  private static ReviewedTool reviewed(PinnedTool tool, ToolNames names) {
    Definition seen = tool.seen();
    Approval approval = tool.approval();
    return new ReviewedTool(
        tool.name(),
        names.offered().get(tool.name()),
        tool.state(),
        names.refused().get(tool.name()),
        seen == null ? null : seen.hash(),
        approval == null ? null : approval.definition().hash(),
        approval == null ? null : approval.risk().label(),
        approval == null ? null : approval.by(),
        approval == null ? null : approval.at(),
        seen == null ? "" : TextScan.shown(Definitions.json(seen).path("annotations").toString()),
        seen == null ? List.of() : TextScan.of(seen),
        diff(tool, seen, approval));
  }

  private static List<String> diff(
      PinnedTool tool, @Nullable Definition seen, @Nullable Approval approval) {
    if (seen == null || tool.state() == ToolState.OFFERED) {
      return List.of();
    }
    return DefinitionDiff.of(approval == null ? null : approval.definition(), seen);
  }
}
