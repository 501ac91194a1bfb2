package io.aios.security.logins.usecase;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.security.logins.domain.LoginMethod;
import io.aios.security.logins.domain.LoginRefusal;
import io.aios.security.logins.domain.RefusalBudget;
import io.aios.security.logins.usecase.LoginTrail.Ending;
import io.aios.security.logins.usecase.LoginTrail.Entry;
import io.aios.security.users.domain.Names;
import io.aios.security.users.domain.Standing;
import io.aios.security.users.usecase.Users;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes audit records of logins, and of the sessions that follow. To be called before a login
 * counts: where its record cannot be stored, this throws, and the login is none.
 */
public final class RecordLogins {
  static final String LOGIN = "login";
  static final String SESSION = "session";

  private final LoginTrail trail;
  private final Users users;
  private final TransactionOperations transactions;
  private final RefusalBudget budget;
  private final Clock clock;

  /**
   * @param transactions for who calls outside of one
   */
  public RecordLogins(
      LoginTrail trail,
      Users users,
      TransactionOperations transactions,
      RefusalBudget budget,
      Clock clock) {
    this.trail = trail;
    this.users = users;
    this.transactions = transactions;
    this.budget = budget;
    this.clock = clock;
  }

  /**
   * A session of a client's.
   *
   * @param subject whom its tokens are for
   */
  public record Session(String id, String subject, @Nullable String client) {}

  /** A user showed who they are. */
  public void succeeded(LoginMethod method, String user) {
    append(List.of(new Entry(method.action(), LOGIN, user, null, null, Ending.done())));
  }

  /** A session began with the login itself. */
  public void succeeded(LoginMethod method, Session session) {
    append(List.of(entry(method.action(), LOGIN, session)));
  }

  /** Tokens are given out after a login that has its own record. */
  public void began(Session session) {
    append(List.of(entry("session.begin", SESSION, session)));
  }

  /** Sessions are ended before their time. */
  public void ended(List<Session> sessions) {
    append(sessions.stream().map(each -> entry("session.end", SESSION, each)).toList());
  }

  private static Entry entry(String action, String target, Session session) {
    return new Entry(
        action, target, session.subject(), session.client(), session.id(), Ending.done());
  }

  /**
   * A login under a name that somebody typed. It is recorded only if it is a user's: people type
   * passwords where names belong.
   */
  public void refusedName(LoginMethod method, String typed, LoginRefusal why) {
    Optional<Standing> user = Names.isName(typed) ? users.standing(typed) : Optional.empty();
    if (user.isEmpty()) {
      boolean waits = why == LoginRefusal.TOO_MANY_ATTEMPTS;
      refused(method, null, waits ? why : LoginRefusal.UNKNOWN_USER);
    } else if (user.get().enabled() || why != LoginRefusal.WRONG_CREDENTIALS) {
      refused(method, typed, why);
    } else {
      refused(method, typed, LoginRefusal.DISABLED_USER);
    }
  }

  /**
   * A login that was refused.
   *
   * @param subject a user or client that there is; null when it is not known who it was
   */
  public void refused(LoginMethod method, @Nullable String subject, LoginRefusal why) {
    String from = subject + "|" + trail.address();
    if (budget.admits(method, why, from, clock.instant())) {
      append(List.of(refusal(method, subject, new Refused(why.status(), why.reason()))));
    }
  }

  private record Refused(int status, String reason) {}

  private static Entry refusal(LoginMethod method, @Nullable String subject, Refused how) {
    var ending = new Ending(AuditOutcome.REFUSED, how.status(), how.reason());
    return new Entry(method.action(), LOGIN, subject, null, null, ending);
  }

  /** Records how many refusals were not, one record a method. */
  public void recordOmitted() {
    Map<LoginMethod, Integer> omitted = budget.omitted();
    append(
        omitted.entrySet().stream()
            .map(
                left ->
                    refusal(
                        left.getKey(),
                        null,
                        new Refused(
                            LoginRefusal.TOO_MANY_ATTEMPTS.status(),
                            "omitted %d refusals".formatted(left.getValue()))))
            .toList());
    budget.told(omitted);
  }

  private void append(List<Entry> entries) {
    if (!entries.isEmpty()) {
      transactions.executeWithoutResult(status -> trail.append(entries));
    }
  }
}
