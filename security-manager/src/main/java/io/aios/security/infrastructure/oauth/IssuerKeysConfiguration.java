package io.aios.security.infrastructure.oauth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import io.aios.platform.secrets.FormerKey;
import io.aios.platform.secrets.SecretUnreadable;
import io.aios.platform.secrets.Secrets;
import io.aios.platform.security.IssuerKeys;
import io.aios.platform.security.SecurityProperties;
import io.aios.security.domain.RotationPolicy;
import io.aios.security.infrastructure.jdbc.JdbcIssuerKeys;
import io.aios.security.infrastructure.jdbc.JdbcServiceKeys;
import io.aios.security.usecase.RotateIssuerKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.transaction.support.TransactionOperations;

/** Keys: the issuer's own, encrypted and rotated, and those that services registered. */
@Configuration(proxyBeanMethods = false)
class IssuerKeysConfiguration {
  private static final Logger log = LoggerFactory.getLogger(IssuerKeysConfiguration.class);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** What sealed rows before there were data keys. */
  @Bean
  FormerKey formerKey(@Value("${aios.data-dir}") Path data, Secrets secrets) {
    return new FormerKey(SecurityManagerProperties.secrets(data, "security-manager.key"), secrets);
  }

  @Bean
  JdbcIssuerKeys jdbcIssuerKeys(
      JdbcClient jdbc, TransactionOperations transactions, Secrets secrets, FormerKey former) {
    return new JdbcIssuerKeys(jdbc, transactions, secrets, former);
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

  /** The first key exists before anything asks for one, unless the master key is missing. */
  @Bean
  IssuerKeySource issuerKeySource(RotateIssuerKeys rotate, JdbcIssuerKeys keys, Clock clock) {
    try {
      rotate.rotate();
    } catch (SecretUnreadable e) {
      log.error("No token can be signed until this is mended: {}", e.getMessage());
    }
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
