package io.aios.security.audit.infrastructure.jdbc;

import io.aios.security.audit.infrastructure.files.FileCheckpoints;
import io.aios.security.audit.usecase.CheckpointNotes;
import io.aios.security.audit.usecase.Checkpoints;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.ProveLedger;
import io.aios.security.audit.usecase.RecordAudit;
import io.aios.security.audit.usecase.RecordReading;
import io.aios.security.audit.usecase.TrimLedger;
import io.aios.security.audit.usecase.VerifyLedger;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** The ledger in the database, its checkpoint outside. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerConfiguration {
  @Bean
  Checkpoints checkpoints(
      LedgerProperties properties, @Value("${aios.data-dir}") Path data, CheckpointNotes notes) {
    return new FileCheckpoints(properties.checkpointFile(data), notes);
  }

  @Bean
  LedgerWriter ledgerWriter(
      JdbcTemplate jdbc,
      TransactionOperations transactions,
      CheckpointNotes notes,
      Checkpoints checkpoints) {
    return new LedgerWriter(jdbc, transactions, notes, checkpoints);
  }

  @Bean
  Ledger ledger(
      DataSource database,
      TransactionOperations transactions,
      CheckpointNotes notes,
      RecordReading reading,
      LedgerWriter writer) {
    return new JdbcLedger(database, transactions, notes, reading, writer);
  }

  @Bean
  LedgerHealthIndicator auditLedgerHealthIndicator(LedgerWriter writer) {
    return new LedgerHealthIndicator(writer);
  }

  @Bean
  RecordAudit recordAudit(Ledger ledger, Checkpoints checkpoints) {
    return new RecordAudit(ledger, checkpoints);
  }

  @Bean
  VerifyLedger verifyLedger(
      Ledger ledger, Checkpoints checkpoints, CheckpointNotes notes, RecordReading reading) {
    return new VerifyLedger(ledger, checkpoints, notes, reading);
  }

  @Bean
  ProveLedger proveLedger(Ledger ledger) {
    return new ProveLedger(ledger);
  }

  @Bean
  TrimLedger trimLedger(
      Ledger ledger, Checkpoints checkpoints, LedgerProperties properties, Clock clock) {
    return new TrimLedger(ledger, checkpoints, properties.retention(), clock);
  }
}
