package io.aios.platform.tools;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.secrets.SecretUnreadable;
import io.aios.platform.secrets.Secrets;
import io.aios.platform.web.Problem;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.function.SingletonSupplier;

/**
 * The service's key lies in {@code <data-dir>/secrets}, wrapped by the master key, and is read when
 * it is first needed. A service without a data directory makes one for its own lifetime: what it
 * sealed cannot be opened after a restart, and the call begins anew.
 */
@AutoConfiguration
class CallStatesAutoConfiguration {
  private static final int KEY_BYTES = 32;

  @Bean
  @Lazy
  CallStates callStates(
      @Value("${aios.data-dir:}") String data,
      @Value("${spring.application.name}") String service,
      Secrets secrets) {
    Supplier<byte[]> key =
        data.isEmpty()
            ? CallStatesAutoConfiguration::newKey
            : secrets.file(
                Path.of(data, "secrets", service + "-states.key"),
                CallStatesAutoConfiguration::newKey);
    return new CallStates(
        SingletonSupplier.of(
                () -> List.<SecretKey>of(new SecretKeySpec(opened(key, service), "AES")))
            ::obtain,
        Clock.systemUTC());
  }

  private static byte[] opened(Supplier<byte[]> key, String service) {
    try {
      return key.get();
    } catch (SecretUnreadable e) {
      throw new Problem(
          ProblemType.SERVICE_UNAVAILABLE,
          "A key of " + service + " does not open; its health says which, and why",
          e);
    }
  }

  private static byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
