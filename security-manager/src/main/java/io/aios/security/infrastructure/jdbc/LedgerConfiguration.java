package io.aios.security.infrastructure.jdbc;

import io.aios.security.infrastructure.files.FileCheckpoints;
import io.aios.security.usecase.Checkpoints;
import io.aios.security.usecase.Ledger;
import io.aios.security.usecase.RecordAudit;
import io.aios.security.usecase.VerifyLedger;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The ledger in the database, its checkpoint beside it. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
  @Bean
  Ledger ledger(JdbcClient jdbc, JdbcTemplate batches, TransactionOperations transactions) {
    return new JdbcLedger(jdbc, batches, transactions);
  }

  @Bean
  Checkpoints checkpoints(@Value("${aios.data-dir}") Path data) {
    return new FileCheckpoints(data.resolve("audit").resolve("ledger-head"));
  }

  @Bean
  RecordAudit recordAudit(Ledger ledger, Checkpoints checkpoints) {
    return new RecordAudit(ledger, checkpoints);
  }

  @Bean
  VerifyLedger verifyLedger(Ledger ledger, Checkpoints checkpoints) {
    return new VerifyLedger(ledger, checkpoints);
  }
}
