package io.aios.gateway.domain;

import java.time.Duration;
import java.util.List;

/** Whether a call fits into the caller's quotas. */
public sealed interface QuotaDecision {

  /**
   * It does.
   *
   * @param levels of the quotas that it was taken out of
   */
  record Within(List<QuotaLevel> levels) implements QuotaDecision {}

  /**
   * It does not.
   *
   * @param quota which one: {@code user}, {@code user-day}, {@code user-tool} …
   * @param limit units per {@code window}
   * @param retryAfter when the call fits
   */
  record Exceeded(String quota, long limit, Duration window, Duration retryAfter)
      implements QuotaDecision {}
}
