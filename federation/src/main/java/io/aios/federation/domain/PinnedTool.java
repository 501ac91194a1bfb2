package io.aios.federation.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool of an external server: what was approved beside what the server says now. Only where both
 * are the same is it offered.
 *
 * @param name the server's own
 * @param approval null until there was one
 * @param seen what the server defines now; null when it has no such tool
 */
public record PinnedTool(String name, @Nullable Approval approval, @Nullable Definition seen) {

  public PinnedTool {
    if (approval == null && seen == null) {
      throw new IllegalArgumentException("Nothing is known of the tool '" + name + "'");
    }
  }

  public static PinnedTool first(Definition seen) {
    return new PinnedTool(seen.name(), null, seen);
  }

  public ToolState state() {
    if (seen == null) {
      return ToolState.ABSENT;
    }
    if (approval == null) {
      return ToolState.NEW;
    }
    return approval.definition().hash().equals(seen.hash())
        ? ToolState.OFFERED
        : ToolState.QUARANTINED;
  }

  /** What the server says now. A tool that returns as it was approved is offered again. */
  public PinnedTool sees(Definition now) {
    return new PinnedTool(name, approval, now);
  }

  /** The server has it no more; null when nothing is worth keeping. */
  public @Nullable PinnedTool vanished() {
    return approval == null ? null : new PinnedTool(name, approval, null);
  }

  /** What an approval came to. */
  public sealed interface Decision {
    record Approved(PinnedTool tool) implements Decision {}

    /** What was read is not what the server says now. */
    record Differs(String shown, String now) implements Decision {}

    record Gone() implements Decision {}
  }

  /**
   * Approves exactly what was shown.
   *
   * @param hash of the definition that the administrator read
   */
  public Decision approve(String hash, ToolRisk risk, String by, Instant at) {
    if (seen == null) {
      return new Decision.Gone();
    }
    if (!seen.hash().equals(hash)) {
      return new Decision.Differs(hash, seen.hash());
    }
    return new Decision.Approved(new PinnedTool(name, new Approval(seen, risk, by, at), seen));
  }

  /** Takes the approval back; null when nothing is worth keeping. */
  public @Nullable PinnedTool revoke() {
    return seen == null ? null : first(seen);
  }
}
