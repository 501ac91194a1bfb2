package io.aios.security.infrastructure.oauth;

import io.aios.platform.security.SecurityProperties;
import io.aios.security.domain.ResourceIndicators;
import io.aios.security.factors.usecase.SecondFactors;
import io.aios.security.logins.usecase.RecordLogins;
import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.usecase.Accounts;
import io.aios.security.users.usecase.Users;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenRevocationEndpointConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** The protocol endpoints: authorize, token, revoke, introspect, key set, metadata. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityManagerProperties.class)
class AuthorizationServerConfiguration {
  @Bean
  AuthorizationServerSettings authorizationServerSettings(SecurityProperties security) {
    return AuthorizationServerSettings.builder().issuer(security.issuer().toString()).build();
  }

  @Bean
  ResourceIndicators resourceIndicators(SecurityProperties security) {
    return new ResourceIndicators(security.issuer().toString());
  }

  @Bean
  OAuth2TokenGenerator<OAuth2Token> tokens(
      JwtEncoder encoder,
      ResourceIndicators resources,
      Users users,
      SessionLife life,
      Clock clock,
      @Value("${spring.application.name}") String self) {
    var jwts = new JwtGenerator(encoder);
    jwts.setJwtCustomizer(new AccessTokens(resources, users, self));
    return new DelegatingOAuth2TokenGenerator(jwts, new RefreshTokens(life, clock));
  }

  /** Not a provider among the beans: the login page would take it for its own. */
  @Bean
  Customizer<OAuth2TokenRevocationEndpointConfigurer> revocation(
      OAuth2AuthorizationService authorizations, IssuerKeySource keys, EndSessions end) {
    return endpoint ->
        endpoint.authenticationProvider(new ReplacedTokens(authorizations, keys, end));
  }

  @Bean
  ProtocolEndpoints protocolEndpoints(
      SecurityProperties security,
      RegisteredClientRepository registered,
      RecordLogins records,
      Customizer<OAuth2TokenRevocationEndpointConfigurer> revocation) {
    return new ProtocolEndpoints(security.issuer().toString(), registered, records, revocation);
  }

  @Bean
  AuthorizationRules authorizationRules(
      ResourceIndicators resources, Accounts accounts, Clock clock) {
    return new AuthorizationRules(resources, accounts, clock);
  }

  @Bean
  @Order(1)
  SecurityFilterChain authorizationServerChain(
      HttpSecurity http,
      ProtocolEndpoints endpoints,
      AuthorizationRules rules,
      Users users,
      Accounts accounts,
      SecondFactors factors,
      Clock clock) {
    var server = new OAuth2AuthorizationServerConfigurer();
    return http.securityMatcher(server.getEndpointsMatcher())
        .addFilterAfter(new CurrentLogins(users, factors, clock), SecurityContextHolderFilter.class)
        .addFilterAfter(new LoginAgain(clock), CurrentLogins.class)
        .addFilterAfter(new PublicAddress(endpoints.issuer()), CurrentLogins.class)
        .with(
            server,
            all -> {
              endpoints.configure(all);
              endpoints.authorize(all, new DefaultScope(accounts), rules);
            })
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .exceptionHandling(
            handling -> {
              var login = new LoginUrlAuthenticationEntryPoint("/login");
              login.setFavorRelativeUris(true);
              handling.defaultAuthenticationEntryPointFor(
                  login, request -> request.getRequestURI().equals("/oauth2/authorize"));
            })
        .build();
  }
}
