package io.aios.security.audit.infrastructure.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The audit ledger's settings.
 *
 * @param retention how long the content of records is kept; their hashes are kept for ever
 * @param checkpointFile where the last checkpoint is kept outside the database, best on another
 *     disk; {@code audit/checkpoint} in the data directory when left out
 */
@Validated
@ConfigurationProperties("aios.security-manager.ledger")
record LedgerProperties(@DefaultValue("400d") Duration retention, @Nullable Path checkpointFile) {

  private static final Duration SHORTEST = Duration.ofDays(1);

  LedgerProperties {
    if (retention.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "aios.security-manager.ledger.retention is %s; it is at least %s"
              .formatted(retention, SHORTEST));
    }
  }

  Path checkpointFile(Path data) {
    return checkpointFile == null ? data.resolve("audit").resolve("checkpoint") : checkpointFile;
  }
}
