package io.aios.gateway.usecase;

import io.aios.gateway.domain.QuotaDecision;
import io.aios.gateway.domain.QuotaLevel;
import io.aios.platform.security.CallerIdentity;
import java.util.List;

/** How much a user may call, and an API key that has a limit of its own. */
public interface Quotas {
  /**
   * Takes a call out of the key's, the user's, and the user's quotas for the tool's risk and for
   * the tool; out of none of them when one is spent.
   */
  QuotaDecision take(CallerIdentity caller, Charge charge);

  /** How full the buckets are that {@link #take} takes from; takes nothing. */
  List<QuotaLevel> levels(CallerIdentity caller, Charge charge);

  /** How full the buckets are that hold for a caller whatever the tool. */
  List<QuotaLevel> levels(CallerIdentity caller);

  /** Takes one registration of an OAuth client out of what an address may make. */
  QuotaDecision takeRegistration(String address);

  /** Takes one request out of the key's and the user's quota. */
  QuotaDecision take(CallerIdentity caller);
}
