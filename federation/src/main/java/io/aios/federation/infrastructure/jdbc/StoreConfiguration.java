package io.aios.federation.infrastructure.jdbc;

import io.aios.federation.usecase.Credentials;
import io.aios.platform.files.OwnerOnlyFiles;
import java.nio.file.Path;
import java.time.Clock;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.transaction.support.TransactionOperations;

/** The key that seals credentials lies in a file, never beside them. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 16;

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Credentials credentials(
      JdbcClient jdbc,
      AuditedDeeds deeds,
      TransactionOperations transactions,
      Clock clock,
      @Value("${aios.data-dir}") Path data) {
    byte[] key =
        OwnerOnlyFiles.createOnce(
            data.resolve("secrets").resolve("federation.key"),
            () -> KeyGenerators.secureRandom(KEY_BYTES).generateKey());
    AesBytesEncryptor seal =
        new AesBytesEncryptor(
            new SecretKeySpec(key, "AES"),
            KeyGenerators.secureRandom(IV_BYTES),
            AesBytesEncryptor.CipherAlgorithm.GCM);
    return new JdbcCredentials(jdbc, deeds, transactions, seal, clock);
  }
}
