package io.aios.gateway.usecase;

import io.aios.gateway.domain.RecentUse;

/** What users did lately at this gateway; nothing until somebody wants to know. */
public interface RecentRequests {
  /** Begins to count, or stops. */
  void count(boolean wanted);

  /**
   * @param refused whether it was, for whatever reason
   */
  void ended(String subject, boolean refused);

  RecentUse of(String subject);
}
