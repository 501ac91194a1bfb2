package io.aios.gateway.domain;

import java.time.Duration;

/** Whether a call fits into the caller's quotas. */
public sealed interface QuotaDecision {

  /** It does. */
  record Within() implements QuotaDecision {}

  /**
   * It does not.
   *
   * @param quota which one: {@code key}, {@code user} or {@code user-tool}
   * @param limit calls per {@code window}
   * @param retryAfter when the next call fits
   */
  record Exceeded(String quota, long limit, Duration window, Duration retryAfter)
      implements QuotaDecision {}

  QuotaDecision WITHIN = new Within();
}
