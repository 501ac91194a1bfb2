package io.aios.gateway.usecase;

import io.aios.gateway.domain.QuotaDecision;
import io.aios.gateway.domain.QuotaLevel;
import java.util.List;

/** How much a user may call. */
public interface Quotas {
  /** Takes one call out of the user's quota and of the user's quota for the tool. */
  QuotaDecision take(String subject, String tool);

  /** How full the buckets are that {@link #take(String, String)} takes from; takes nothing. */
  List<QuotaLevel> levels(String subject, String tool);

  /** Takes one request out of the user's quota. */
  QuotaDecision take(String subject);
}
