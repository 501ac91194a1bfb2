package io.aios.security.audit.infrastructure.note;

import io.aios.platform.secrets.SecretUnreadable;
import io.aios.platform.secrets.Secrets;
import io.aios.security.audit.usecase.CheckpointNotes;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger's signing key, made on the first start and kept outside the database, wrapped. */
@Configuration(proxyBeanMethods = false)
class NotesConfiguration {
  private static final Logger log = LoggerFactory.getLogger(NotesConfiguration.class);
  private static final String ORIGIN = "aios/audit";

  @Bean
  CheckpointNotes checkpointNotes(@Value("${aios.data-dir}") Path data, Secrets secrets) {
    Path file = data.resolve("secrets").resolve("audit-ledger.key");
    Supplier<byte[]> key = secrets.file(file, () -> EncodedKeyPair.generate().format());
    var notes = new Ed25519Notes(ORIGIN, () -> EncodedKeyPair.parse(key.get()));
    try {
      notes.verifierKey();
    } catch (SecretUnreadable e) {
      log.error("No checkpoint can be signed until this is mended: {}", e.getMessage());
    }
    return notes;
  }
}
