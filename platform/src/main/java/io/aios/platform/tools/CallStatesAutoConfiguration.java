package io.aios.platform.tools;

import io.aios.platform.files.OwnerOnlyFiles;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * The service's key lies in {@code <data-dir>/secrets}. A service without a data directory makes
 * one for its own lifetime: what it sealed cannot be opened after a restart, and the call begins
 * anew.
 */
@AutoConfiguration
class CallStatesAutoConfiguration {
  private static final int KEY_BYTES = 32;

  @Bean
  @Lazy
  CallStates callStates(
      @Value("${aios.data-dir:}") String data,
      @Value("${spring.application.name}") String service) {
    byte[] key =
        data.isEmpty()
            ? newKey()
            : OwnerOnlyFiles.createOnce(
                Path.of(data, "secrets", service + "-states.key"),
                CallStatesAutoConfiguration::newKey);
    return new CallStates(List.of(new SecretKeySpec(key, "AES")), Clock.systemUTC());
  }

  private static byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
