package io.aios.federation.infrastructure.jdbc;

import io.aios.federation.usecase.Credentials;
import io.aios.platform.secrets.FormerKey;
import io.aios.platform.secrets.Secrets;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Where credentials are kept. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** What sealed rows before there were data keys. */
  @Bean
  FormerKey formerKey(@Value("${aios.data-dir}") Path data, Secrets secrets) {
    return new FormerKey(data.resolve("secrets").resolve("federation.key"), secrets);
  }

  @Bean
  Credentials credentials(
      JdbcClient jdbc,
      AuditedDeeds deeds,
      TransactionOperations transactions,
      Secrets secrets,
      FormerKey former,
      Clock clock) {
    return new JdbcCredentials(jdbc, deeds, transactions, secrets, former, clock);
  }
}
