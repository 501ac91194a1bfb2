package io.aios.platform.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.security.interfaces.RSAKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issuer's keys for its one algorithm, but for RSA keys that are too short (RFC 7518). */
final class StrongKeys extends JWSVerificationKeySelector<SecurityContext> {
  private static final int SHORTEST_RSA = 2048;

  StrongKeys(JWSAlgorithm algorithm, JWKSource<SecurityContext> keys) {
    super(algorithm, keys);
  }

  @Override
  public List<Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context)
      throws KeySourceException {
    return super.selectJWSKeys(header, context).stream()
        .filter(key -> !(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() >= SHORTEST_RSA)
        .toList();
  }
}
