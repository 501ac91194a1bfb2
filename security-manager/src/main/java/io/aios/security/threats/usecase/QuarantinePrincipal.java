package io.aios.security.threats.usecase;

import io.aios.security.keys.usecase.RecheckKeys;
import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.revocation.usecase.Quarantines;
import io.aios.security.usecase.Accounts;
import java.time.Clock;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes from a principal what it could go on with: sessions and access tokens end for good, API
 * keys are refused, and no tokens are issued until an administrator releases it. Keys are not
 * deleted, since it may be a false alarm.
 */
public final class QuarantinePrincipal {
  private final Quarantines quarantines;
  private final EndSessions sessions;
  private final RecheckKeys keys;
  private final Accounts accounts;
  private final TransactionOperations transactions;
  private final Clock clock;

  /** What it works with. */
  public record Credentials(EndSessions sessions, RecheckKeys keys, Accounts accounts) {}

  public QuarantinePrincipal(
      Quarantines quarantines,
      Credentials credentials,
      TransactionOperations transactions,
      Clock clock) {
    this.quarantines = quarantines;
    this.sessions = credentials.sessions();
    this.keys = credentials.keys();
    this.accounts = credentials.accounts();
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Administrators release others, so none is held: a false alarm would lock everybody out. */
  public boolean mayHold(String subject) {
    return !accounts.isAdministrator(subject);
  }

  public void hold(String subject, String reason) {
    transactions.executeWithoutResult(
        status -> {
          if (quarantines.add(new Quarantines.Held(subject, reason, clock.instant()))) {
            keys.recheck(subject);
            sessions.endAll(subject);
          }
        });
  }

  /** Whether it was held. */
  public boolean release(String subject) {
    Boolean released =
        transactions.execute(
            status -> {
              boolean held = quarantines.remove(subject);
              if (held) {
                keys.recheck(subject);
              }
              return held;
            });
    return Boolean.TRUE.equals(released);
  }
}
