package io.aios.security.infrastructure.oauth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import io.aios.platform.files.OwnerOnlyFiles;
import io.aios.platform.security.IssuerKeys;
import io.aios.platform.security.SecurityProperties;
import io.aios.security.domain.RotationPolicy;
import io.aios.security.infrastructure.jdbc.JdbcIssuerKeys;
import io.aios.security.infrastructure.jdbc.JdbcServiceKeys;
import io.aios.security.usecase.RotateIssuerKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.transaction.support.TransactionOperations;

/** Keys: the issuer's own, encrypted and rotated, and those that services registered. */
@Configuration(proxyBeanMethods = false)
class IssuerKeysConfiguration {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 16;

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Seals what lies in the database, with a key that does not. */
  @Bean
  BytesEncryptor seal(@Value("${aios.data-dir}") Path data) {
    byte[] key =
        OwnerOnlyFiles.createOnce(
            SecurityManagerProperties.secrets(data, "security-manager.key"),
            () -> KeyGenerators.secureRandom(KEY_BYTES).generateKey());
    return new AesBytesEncryptor(
        new SecretKeySpec(key, "AES"),
        KeyGenerators.secureRandom(IV_BYTES),
        AesBytesEncryptor.CipherAlgorithm.GCM);
  }

  @Bean
  JdbcIssuerKeys jdbcIssuerKeys(
      JdbcClient jdbc, TransactionOperations transactions, BytesEncryptor seal) {
    return new JdbcIssuerKeys(jdbc, transactions, seal);
  }

  @Bean
  RotateIssuerKeys rotateIssuerKeys(
      JdbcIssuerKeys keys, SecurityManagerProperties properties, Clock clock) {
    return new RotateIssuerKeys(
        keys,
        new RotationPolicy(
            properties.keyRotation(),
            properties.keyAnnouncement(),
            properties.userTokenLife().plus(CLOCK_SKEW)),
        clock);
  }

  /** The first key exists before anything asks for one. */
  @Bean
  IssuerKeySource issuerKeySource(RotateIssuerKeys rotate, JdbcIssuerKeys keys, Clock clock) {
    rotate.rotate();
    return new IssuerKeySource(keys::load, clock);
  }

  @Bean
  JwtEncoder jwtEncoder(IssuerKeySource keys) {
    var encoder = new NimbusJwtEncoder(keys);
    encoder.setJwkSelector(keys::signer);
    return encoder;
  }

  /** This service checks tokens against its own store instead of asking itself over HTTP. */
  @Bean
  IssuerKeys issuerKeys(
      IssuerKeySource own, JdbcServiceKeys services, SecurityProperties properties) {
    String issuer = properties.issuer().toString();
    return trusted ->
        trusted.equals(issuer)
            ? own
            : JWKSourceBuilder.create(stored(services, trusted))
                .cache(properties.keyCacheTime().toMillis(), 5_000)
                .refreshAheadCache(false)
                .rateLimited(properties.keyRefreshInterval().toMillis())
                .build();
  }

  private static JWKSetSource<SecurityContext> stored(JdbcServiceKeys services, String issuer) {
    String service = issuer.substring(issuer.lastIndexOf(':') + 1);
    return new JWKSetSource<>() {
      @Override
      public JWKSet getJWKSet(
          JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context) {
        return services.of(service);
      }

      @Override
      public void close() {}
    };
  }
}
