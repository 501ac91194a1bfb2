package io.aios.security.users.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.users.domain.PasswordRules;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a user another password; logins made with the old one end. */
@Component
public class SetPassword {
  private final Users users;
  private final PasswordRules rules;
  private final PasswordHashes hashes;
  private final EndSessions end;
  private final Clock clock;

  SetPassword(
      Users users, PasswordRules rules, PasswordHashes hashes, EndSessions end, Clock clock) {
    this.users = users;
    this.rules = rules;
    this.hashes = hashes;
    this.end = end;
    this.clock = clock;
  }

  /**
   * @throws Problem {@code MALFORMED_REQUEST} saying what is wrong with the password
   */
  @Transactional
  public void set(String user, String typed) {
    String password = PasswordRules.normalized(typed);
    requireGood(user, password);
    users.setPasswordHash(user, hashes.hash(password), clock.instant());
    end.endAll(user);
  }

  /** For a new user. */
  String hashed(String user, String typed) {
    String password = PasswordRules.normalized(typed);
    requireGood(user, password);
    return hashes.hash(password);
  }

  private void requireGood(String user, String password) {
    rules
        .refusal(user, password)
        .ifPresent(
            refusal -> {
              throw new Problem(ProblemType.MALFORMED_REQUEST, refusal);
            });
  }
}
