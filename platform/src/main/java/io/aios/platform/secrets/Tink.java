package io.aios.platform.secrets;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.SecretKeyAccess;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;

/** Google Tink, made ready on first use. */
final class Tink {
  static final SecretKeyAccess SECRET = InsecureSecretKeyAccess.get();
  static final Configuration CONFIGURATION = sure(Tink::configuration);

  private Tink() {}

  private static Configuration configuration() throws GeneralSecurityException {
    AeadConfig.register();
    DeterministicAeadConfig.register();
    return RegistryConfiguration.get();
  }

  static KeysetHandle newKeyset(Parameters parameters) {
    return sure(() -> KeysetHandle.generateNew(parameters, CONFIGURATION));
  }

  static <P> P primitive(KeysetHandle keys, Class<P> type) {
    return sure(() -> keys.getPrimitive(CONFIGURATION, type));
  }

  /** For what fails on no input. */
  static <T> T sure(Callable<T> operation) {
    try {
      return operation.call();
    } catch (Exception e) {
      throw new IllegalStateException("This JVM lacks AES", e);
    }
  }
}
