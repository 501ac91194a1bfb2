package io.aios.platform.security;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;

/** Makes this service's public key known to receivers. A bean of this type replaces HTTP. */
@FunctionalInterface
public interface KeyPublication {
  /**
   * @param lifetime how long receivers may be given the key
   * @throws org.springframework.web.client.RestClientException when security-manager cannot be
   *     reached or refuses
   */
  void publish(ECKey publicKey, Duration lifetime);
}
