package io.aios.security.infrastructure.oauth;

import io.aios.platform.security.SecurityProperties;
import io.aios.security.domain.ResourceIndicators;
import io.aios.security.factors.usecase.SecondFactors;
import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.usecase.Accounts;
import io.aios.security.users.usecase.Users;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenRevocationEndpointConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
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
  /** At the issuer: the redirect would otherwise lead to this service, past the gateway. */
  private static final String CONSENT = "/login/consent";

  private static final String DEVICE = "/login/device";

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
      Clock clock,
      @Value("${spring.application.name}") String self) {
    var jwts = new JwtGenerator(encoder);
    jwts.setJwtCustomizer(new AccessTokens(resources, users, self));
    return new DelegatingOAuth2TokenGenerator(jwts, new RefreshTokens(clock));
  }

  /** Not a provider among the beans: the login page would take it for its own. */
  @Bean
  Customizer<OAuth2TokenRevocationEndpointConfigurer> revocation(
      OAuth2AuthorizationService authorizations, IssuerKeySource keys, EndSessions end) {
    return endpoint ->
        endpoint.authenticationProvider(new ReplacedTokens(authorizations, keys, end));
  }

  @Bean
  @Order(1)
  SecurityFilterChain authorizationServerChain(
      HttpSecurity http,
      SecurityProperties security,
      ResourceIndicators resources,
      RegisteredClientRepository registered,
      Users users,
      Accounts accounts,
      SecondFactors factors,
      Clock clock,
      Customizer<OAuth2TokenRevocationEndpointConfigurer> revocation) {
    String issuer = security.issuer().toString();
    var responses = new AuthorizationResponses(issuer);
    var publicClients = new PublicClients(registered);
    var rules = new AuthorizationRules(resources, accounts, clock);
    var server = new OAuth2AuthorizationServerConfigurer();
    return http.securityMatcher(server.getEndpointsMatcher())
        .addFilterAfter(new CurrentLogins(users, factors, clock), SecurityContextHolderFilter.class)
        .addFilterAfter(new LoginAgain(clock), CurrentLogins.class)
        .addFilterAfter(new PublicAddress(issuer), CurrentLogins.class)
        .with(
            server,
            endpoints ->
                endpoints
                    .clientAuthentication(
                        clients ->
                            clients
                                .authenticationConverter(publicClients)
                                .authenticationProvider(publicClients)
                                .authenticationProviders(
                                    providers -> providers.forEach(this::expectRandomSecret)))
                    .authorizationEndpoint(
                        authorize ->
                            authorize
                                .consentPage(issuer + CONSENT)
                                .authorizationRequestConverter(new DefaultScope(accounts))
                                .authenticationProviders(
                                    providers -> providers.forEach(each -> check(each, rules)))
                                .authorizationResponseHandler(responses)
                                .errorResponseHandler(responses))
                    .deviceAuthorizationEndpoint(device -> device.verificationUri(issuer + DEVICE))
                    .deviceVerificationEndpoint(
                        device ->
                            device
                                .consentPage(CONSENT)
                                .deviceVerificationResponseHandler(
                                    (request, response, granted) ->
                                        response.sendRedirect(DEVICE + "?done=1"))
                                .errorResponseHandler(
                                    (request, response, refused) ->
                                        response.sendRedirect(DEVICE + "?error=wrong")))
                    .tokenEndpoint(
                        tokens -> tokens.accessTokenResponseHandler(GrantedScopes.handler()))
                    .tokenRevocationEndpoint(revocation)
                    .authorizationServerMetadataEndpoint(
                        metadata ->
                            metadata.authorizationServerMetadataCustomizer(
                                document -> document.claims(claims -> complete(claims, issuer))))
                    .oidc(
                        oidc ->
                            oidc.providerConfigurationEndpoint(
                                provider ->
                                    provider.providerConfigurationCustomizer(
                                        document ->
                                            document.claims(claims -> complete(claims, issuer))))))
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

  private void expectRandomSecret(AuthenticationProvider provider) {
    if (provider instanceof ClientSecretAuthenticationProvider secrets) {
      secrets.setPasswordEncoder(new RandomSecretEncoder());
    }
  }

  private void check(AuthenticationProvider provider, AuthorizationRules rules) {
    if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
      requests.setAuthenticationValidator(rules);
    }
  }

  /** What this server does and the framework's documents leave out or overstate. */
  private static void complete(Map<String, Object> claims, String issuer) {
    claims.put("authorization_response_iss_parameter_supported", true);
    claims.put("client_id_metadata_document_supported", true);
    claims.put("registration_endpoint", issuer + "/oauth2/register");
    claims.put(
        "token_endpoint_auth_methods_supported",
        List.of("none", "client_secret_basic", "client_secret_post"));
    claims.put(
        "revocation_endpoint_auth_methods_supported",
        List.of("none", "client_secret_basic", "client_secret_post"));
    claims.put(
        "grant_types_supported",
        List.of(
            "authorization_code",
            "refresh_token",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:token-exchange"));
    claims.put("code_challenge_methods_supported", List.of("S256"));
    claims.put("acr_values_supported", List.of(Logins.ONE_FACTOR, Logins.TWO_FACTORS));
    claims.put("prompt_values_supported", List.of("none", "login"));
    claims.put("tls_client_certificate_bound_access_tokens", false);
    claims.put("device_authorization_endpoint", issuer + "/oauth2/device_authorization");
    claims.remove("pushed_authorization_request_endpoint");
    claims.put("dpop_signing_alg_values_supported", List.of("ES256", "RS256"));
  }
}
