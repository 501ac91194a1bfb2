package io.aios.platform.secrets;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Secrets at rest, for every service; data keys for those with a database. */
@AutoConfiguration(
    after = {
      JdbcClientAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      TransactionAutoConfiguration.class
    })
@EnableConfigurationProperties(SecretsProperties.class)
class SecretsAutoConfiguration {
  @Bean
  @DependsOnDatabaseInitialization
  Secrets secrets(
      SecretsProperties properties,
      @Value("${aios.data-dir:}") String data,
      @Value("${spring.application.name}") String service,
      ObjectProvider<JdbcClient> jdbc,
      ObjectProvider<PlatformTransactionManager> transactions) {
    JdbcClient client = jdbc.getIfAvailable();
    PlatformTransactionManager manager = transactions.getIfAvailable();
    DataKeys dataKeys =
        client == null || manager == null ? null : new DataKeys(client, manager, service);
    return new Secrets(file(properties, data), properties.keyFile() == null, dataKeys);
  }

  private static @Nullable MasterKeyFile file(SecretsProperties properties, String data) {
    Path given = properties.keyFile();
    if (given != null) {
      return new MasterKeyFile(given);
    }
    return data.isEmpty() ? null : new MasterKeyFile(Path.of(data).resolve(MasterKeyFile.STANDARD));
  }

  @Bean
  SecretsRefresh secretsRefresh(Secrets secrets, SecretsProperties properties) {
    return new SecretsRefresh(secrets, properties.checkInterval());
  }

  @Bean
  SecretsHealthIndicator secretsHealthIndicator(Secrets secrets) {
    return new SecretsHealthIndicator(secrets);
  }
}
