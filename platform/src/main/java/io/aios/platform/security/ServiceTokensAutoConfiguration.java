package io.aios.platform.security;

import com.nimbusds.jose.JOSEException;
import io.aios.platform.tls.ServiceTls;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Hop tokens, for services that say {@code aios.security.mints-tokens: true}. */
@AutoConfiguration
@ConditionalOnBooleanProperty("aios.security.mints-tokens")
@EnableConfigurationProperties(SecurityProperties.class)
class ServiceTokensAutoConfiguration {
  private final SecurityProperties properties;
  private final String service;

  ServiceTokensAutoConfiguration(
      SecurityProperties properties, @Value("${spring.application.name}") String service) {
    this.properties = properties;
    this.service = service;
  }

  @Bean
  @ConditionalOnMissingBean
  KeyPublication keyPublication(ServiceTls tls) {
    String secret = properties.clientSecret();
    if (secret == null || secret.isBlank()) {
      return (key, lifetime) -> {
        throw new IllegalStateException("aios.security.client-secret is not set");
      };
    }
    tls.requireHttps("aios.security.security-manager-url", properties.securityManagerUrl());
    return new HttpKeyPublication(properties, service, secret, tls);
  }

  @Bean
  SigningKey signingKey(KeyPublication publication) {
    return new SigningKey(publication, properties.signingKeyLifetime(), Clock.systemUTC());
  }

  @Bean
  @ConditionalOnMissingBean
  ServiceTokens serviceTokens(SigningKey key) throws JOSEException {
    return new SignedServiceTokens(key, service, properties, Clock.systemUTC());
  }

  @Bean
  SigningKeyHealthIndicator signingKeyHealthIndicator(SigningKey key) {
    return new SigningKeyHealthIndicator(key);
  }
}
