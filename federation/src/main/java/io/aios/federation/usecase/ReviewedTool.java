package io.aios.federation.usecase;

import io.aios.federation.domain.Finding;
import io.aios.federation.domain.ToolState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tool of an external server as an administrator reads it.
 *
 * @param name the server's own
 * @param offeredName its name here; null when it can have none
 * @param unusable why it cannot be offered; null when it can
 * @param hash of what the server defines now, which an approval must name; null when it is gone
 * @param approvedHash null when it never was approved
 * @param claims what the server says of it in annotations: never believed
 * @param diff from what was approved to what the server says now, in unified format
 */
public record ReviewedTool(
    String name,
    @Nullable String offeredName,
    ToolState state,
    @Nullable String unusable,
    @Nullable String hash,
    @Nullable String approvedHash,
    @Nullable String risk,
    @Nullable String approvedBy,
    @Nullable Instant approvedAt,
    String claims,
    List<Finding> findings,
    List<String> diff) {
  public ReviewedTool {
    findings = List.copyOf(findings);
    diff = List.copyOf(diff);
  }
}
