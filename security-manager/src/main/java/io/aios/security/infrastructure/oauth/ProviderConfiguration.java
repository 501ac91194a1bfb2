package io.aios.security.infrastructure.oauth;

import io.aios.platform.security.SecurityProperties;
import io.aios.security.factors.usecase.SecondFactors;
import io.aios.security.logins.usecase.RecordLogins;
import io.aios.security.users.usecase.AdmitIdentity;
import io.aios.security.users.usecase.ChangeUsers;
import io.aios.security.users.usecase.Identities;
import io.aios.security.users.usecase.Users;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionOperations;

/** Login at an identity provider elsewhere (OpenID Connect). */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("aios.security-manager.provider.issuer")
@EnableConfigurationProperties(ProviderProperties.class)
class ProviderConfiguration {
  static final String START = "/login/provider";
  private static final String ID = "oidc";

  @Bean
  AdmitIdentity admitIdentity(
      Users users,
      Identities identities,
      ChangeUsers changes,
      ProviderProperties properties,
      TransactionOperations transactions,
      Clock clock) {
    var mapping = new AdmitIdentity.Mapping(properties.groups(), properties.roles());
    return new AdmitIdentity(users, identities, changes, mapping, transactions, clock);
  }

  /** The provider is asked at the first login: it may be away when this service starts. */
  @Bean
  ClientRegistrationRepository provider(
      ProviderProperties properties, SecurityProperties security) {
    return new SupplierClientRegistrationRepository(
        () -> new InMemoryClientRegistrationRepository(registration(properties, security)));
  }

  private static ClientRegistration registration(
      ProviderProperties properties, SecurityProperties security) {
    return ClientRegistrations.fromIssuerLocation(properties.issuer().toString())
        .registrationId(ID)
        .clientId(properties.clientId())
        .clientSecret(properties.clientSecret())
        .scope(properties.scopes())
        .redirectUri(security.issuer() + "/login/oauth2/code/" + ID)
        .build();
  }

  @Bean
  @Order(0)
  SecurityFilterChain providerChain(
      HttpSecurity http,
      ClientRegistrationRepository provider,
      ProviderProperties properties,
      AdmitIdentity admit,
      SecondFactors factors,
      RecordLogins records,
      Clock clock) {
    var requests = new DefaultOAuth2AuthorizationRequestResolver(provider, START);
    requests.setAuthorizationRequestCustomizer(ProviderConfiguration::askToLogIn);
    var login = new ProviderLogin(admit, properties, new AskForFactor(factors), records, clock);
    return http.securityMatcher(START + "/**", "/login/oauth2/**")
        .oauth2Login(
            provided ->
                provided
                    .loginPage("/login")
                    .authorizationEndpoint(
                        endpoint -> endpoint.authorizationRequestResolver(requests))
                    .successHandler(login)
                    .failureHandler(login))
        .authorizeHttpRequests(every -> every.anyRequest().permitAll())
        .build();
  }

  /** Tokens say when the user logged in: an old session there must not count as a login now. */
  private static void askToLogIn(OAuth2AuthorizationRequest.Builder request) {
    request.additionalParameters(parameters -> parameters.putAll(Map.of("prompt", "login")));
  }
}
