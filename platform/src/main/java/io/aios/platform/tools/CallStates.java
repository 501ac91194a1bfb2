package io.aios.platform.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.mcp.input.RequestStates;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals what this service hands to callers to be given back to it, such as the state of a call that
 * asks its user something: encrypted, bound to the user and the call, and expiring.
 */
public final class CallStates {
  private static final int DERIVED_BYTES = 32;

  private final Supplier<List<SecretKey>> keys;
  private final Clock clock;

  /**
   * @param keys asked when something is sealed or opened
   */
  CallStates(Supplier<List<SecretKey>> keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param ttl how long what is sealed can be opened
   */
  public RequestStates lasting(Duration ttl) {
    return new RequestStates(keys, ttl, clock);
  }

  /**
   * A key for something else that all processes with these keys know (HKDF, RFC 5869).
   *
   * @param purpose keys for different purposes say nothing of each other
   * @param algorithm of the key, such as {@code HmacSHA256}
   */
  public SecretKey derived(String purpose, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(keys.get().getFirst())
                  .thenExpand(purpose.getBytes(UTF_8), DERIVED_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
