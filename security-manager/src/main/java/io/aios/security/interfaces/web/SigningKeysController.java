package io.aios.security.interfaces.web;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.security.infrastructure.jdbc.JdbcServiceKeys;
import jakarta.validation.Valid;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where services leave their public keys and receivers find them. */
@RestController
class SigningKeysController {
  private final JdbcServiceKeys keys;

  SigningKeysController(JdbcServiceKeys keys) {
    this.keys = keys;
  }

  /** A service registers keys under its own name only: that of its account. */
  @PostMapping("/internal/signing-keys")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void register(@Valid @RequestBody SigningKeyRegistration registration, CallerIdentity caller) {
    keys.register(
        caller.client(),
        publicKey(registration.key()),
        Duration.ofSeconds(registration.lifetimeSeconds()));
  }

  @GetMapping("/internal/jwks/{service}")
  Map<String, Object> keysOf(@PathVariable String service) {
    return keys.of(service).toPublicJWKSet().toJSONObject();
  }

  private static ECKey publicKey(Map<String, Object> json) {
    try {
      ECKey key = ECKey.parse(json);
      if (!key.isPrivate() && Curve.P_256.equals(key.getCurve()) && key.getKeyID() != null) {
        return key;
      }
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "The key must be a public P-256 key with a key id");
    } catch (ParseException e) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "The key is not a JSON Web Key of type EC", e);
    }
  }
}
