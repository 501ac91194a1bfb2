package io.aios.gateway.usecase;

import io.aios.gateway.domain.QuotaDecision;
import io.aios.gateway.domain.QuotaLevel;
import io.aios.platform.security.CallerIdentity;
import java.util.List;

/** How much a user may call, and an API key that has a limit of its own. */
public interface Quotas {
  /** Takes one call out of the key's and the user's quota and of the user's quota for the tool. */
  QuotaDecision take(CallerIdentity caller, String tool);

  /** How full the buckets are that {@link #take} takes from; takes nothing. */
  List<QuotaLevel> levels(CallerIdentity caller, String tool);

  /** Takes one registration of an OAuth client out of what an address may make. */
  QuotaDecision takeRegistration(String address);

  /** Takes one request out of the key's and the user's quota. */
  QuotaDecision take(CallerIdentity caller);
}
