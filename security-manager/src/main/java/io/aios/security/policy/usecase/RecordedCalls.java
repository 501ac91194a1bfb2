package io.aios.security.policy.usecase;

import io.aios.security.policy.domain.RecordedCall;
import java.util.List;

/** Calls that were decided, other than those that the scopes refused. */
@FunctionalInterface
public interface RecordedCalls {
  /** Of the last records, those that are such calls; the youngest first. */
  List<RecordedCall> last(int records);
}
