package io.aios.gateway.usecase;

import io.aios.gateway.domain.QuotaDecision;

/** How much a user may call. */
public interface Quotas {
  /** Takes one call out of the user's quota and of the user's quota for the tool. */
  QuotaDecision take(String subject, String tool);

  /** Takes one request out of the user's quota. */
  QuotaDecision take(String subject);
}
