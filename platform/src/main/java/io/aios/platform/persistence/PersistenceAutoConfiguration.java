package io.aios.platform.persistence;

import org.flywaydb.core.api.callback.Callback;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** For services that use Postgres. */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
class PersistenceAutoConfiguration {
  @Bean
  Callback patientMigrations() {
    return new PatientMigrations();
  }
}
