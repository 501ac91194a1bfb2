package io.aios.federation.interfaces.web;

import io.aios.federation.domain.Finding;
import io.aios.federation.usecase.ReviewedTool;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tool of an external server with what an approval has to be decided by. */
record ToolView(
    String name,
    @Nullable String offeredName,
    String state,
    @Nullable String unusable,
    @Nullable String hash,
    @Nullable String approvedHash,
    @Nullable String risk,
    @Nullable String approvedBy,
    @Nullable Instant approvedAt,
    String claims,
    List<Finding> findings,
    List<String> diff) {

  static ToolView of(ReviewedTool tool) {
    return new ToolView(
        tool.name(),
        tool.offeredName(),
        tool.state().label(),
        tool.unusable(),
        tool.hash(),
        tool.approvedHash(),
        tool.risk(),
        tool.approvedBy(),
        tool.approvedAt(),
        tool.claims(),
        tool.findings(),
        tool.diff());
  }
}
