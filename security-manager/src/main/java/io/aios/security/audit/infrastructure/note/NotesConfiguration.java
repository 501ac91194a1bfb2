package io.aios.security.audit.infrastructure.note;

import io.aios.platform.secrets.Secrets;
import io.aios.security.audit.usecase.CheckpointNotes;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger's signing key, made on the first start and kept outside the database, wrapped. */
@Configuration(proxyBeanMethods = false)
class NotesConfiguration {
  private static final String ORIGIN = "aios/audit";

  @Bean
  CheckpointNotes checkpointNotes(@Value("${aios.data-dir}") Path data, Secrets secrets) {
    Path file = data.resolve("secrets").resolve("audit-ledger.key");
    return new Ed25519Notes(
        ORIGIN,
        () -> EncodedKeyPair.parse(secrets.file(file, () -> EncodedKeyPair.generate().format())));
  }
}
