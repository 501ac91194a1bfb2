package io.aios.security.logins.usecase;

import io.aios.contracts.audit.AuditOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where records of logins go: to the audit ledger. */
public interface LoginTrail {
  /** In the caller's transaction, of which they become true. */
  void append(List<Entry> entries);

  /** Where the request that is served came from; empty when none is. */
  String address();

  /**
   * What is recorded of a login or a session.
   *
   * @param target {@code login} or {@code session}
   * @param subject the user or program; null when that is not known
   * @param client the OAuth client; null for logins to this service, which serve every client
   * @param session that began or ended
   * @param ending how it ended
   */
  record Entry(
      String action,
      String target,
      @Nullable String subject,
      @Nullable String client,
      @Nullable String session,
      Ending ending) {}

  /**
   * How something ended.
   *
   * @param status as HTTP would say it
   * @param reason null for what succeeded
   */
  record Ending(AuditOutcome outcome, int status, @Nullable String reason) {
    private static final int DONE = 200;

    static Ending done() {
      return new Ending(AuditOutcome.ALLOWED, DONE, null);
    }
  }
}
