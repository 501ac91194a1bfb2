package io.aios.security.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.security.users.domain.Permission;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may see and end what: the owner, and administrators. */
@Component
public final class Ownership {
  private static final String EVERYBODY = "*";

  private final Accounts accounts;

  Ownership(Accounts accounts) {
    this.accounts = accounts;
  }

  public boolean mayAct(String owner, CallerIdentity caller) {
    return owner.equals(caller.subject()) || accounts.isAdministrator(caller.subject());
  }

  /**
   * Whose things a request is about.
   *
   * @param user a subject, or {@code *} for everybody; the caller when null
   * @return empty for everybody
   * @throws Problem {@code PERMISSION_DENIED} when they are not the caller's to see
   */
  public Optional<String> whose(@Nullable String user, CallerIdentity caller) {
    String whose = user == null ? caller.subject() : user;
    if (!mayAct(whose, caller)) {
      throw new Problem(
          ProblemType.PERMISSION_DENIED, "What belongs to others is for administrators only");
    }
    return whose.equals(EVERYBODY) ? Optional.empty() : Optional.of(whose);
  }

  /**
   * Nobody passes on more than they have.
   *
   * @throws Problem {@code PERMISSION_DENIED} naming the scope
   */
  public static void requireGranted(Set<String> scopes, CallerIdentity caller) {
    for (String scope : scopes) {
      if (!Permission.covers(caller.grants(), scope)) {
        throw new Problem(
            ProblemType.PERMISSION_DENIED,
            "You were not granted " + scope + " and cannot pass it on");
      }
    }
  }
}
