package io.aios.security.logins.infrastructure.outbox;

import io.aios.security.logins.domain.RefusalBudget;
import io.aios.security.logins.usecase.LoginTrail;
import io.aios.security.logins.usecase.RecordLogins;
import io.aios.security.users.usecase.Users;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Records of logins. */
@Configuration(proxyBeanMethods = false)
class LoginsConfiguration {
  /** More than one address can cause: it waits after a hundred wrong passwords. */
  private static final int REFUSALS_A_MINUTE = 300;

  @Bean
  RecordLogins recordLogins(
      LoginTrail trail, Users users, TransactionOperations transactions, Clock clock) {
    return new RecordLogins(
        trail, users, transactions, new RefusalBudget(REFUSALS_A_MINUTE), clock);
  }
}
