package io.aios.security.users.usecase;

import io.aios.security.users.domain.Role;
import io.aios.security.users.domain.User;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the first user, an administrator, when there is nobody at all. A crash before the commit
 * leaves no user, and the next start makes a new password.
 */
public final class FirstAdministrator {
  public static final String NAME = "admin";

  private final Users users;
  private final PasswordHashes hashes;
  private final TransactionOperations transactions;
  private final Clock clock;

  public FirstAdministrator(
      Users users, PasswordHashes hashes, TransactionOperations transactions, Clock clock) {
    this.users = users;
    this.hashes = hashes;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param keep gives the password to the machine's owner; it is stored nowhere else in plain text
   */
  public void create(Supplier<String> random, Consumer<String> keep) {
    transactions.executeWithoutResult(
        status -> {
          users.lock();
          if (users.list().isEmpty()) {
            String password = random.get();
            Instant now = clock.instant();
            users.add(
                new User(NAME, true, Set.of(Role.ADMINISTRATOR), Set.of(), now, now),
                hashes.hash(password));
            keep.accept(password);
          }
        });
  }
}
