package io.aios.contracts.audit;

import java.util.List;

/**
 * Decisions that one gateway made within a few milliseconds, in the order in which they ended. They
 * travel together because an event each would cost more than the decisions themselves.
 *
 * @param records each with an id of its own, by which a repeated one is known
 */
public record AuditBatch(List<AuditRecord> records) {
  /** The CloudEvents type it travels as. */
  public static final String TYPE = "io.aios.audit.Recorded.v1";

  public AuditBatch {
    records = List.copyOf(records);
  }
}
