package io.aios.security.infrastructure.oauth;

import io.aios.platform.security.SecurityProperties;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** The protocol endpoints: authorize, token, revoke, introspect, key set, metadata. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityManagerProperties.class)
class AuthorizationServerConfiguration {

  @Bean
  AuthorizationServerSettings authorizationServerSettings(SecurityProperties security) {
    return AuthorizationServerSettings.builder().issuer(security.issuer().toString()).build();
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> accessTokens(
      SecurityProperties security, @Value("${spring.application.name}") String self) {
    return new AccessTokens(security.issuer().toString(), self);
  }

  @Bean
  @Order(1)
  SecurityFilterChain authorizationServerChain(HttpSecurity http, SecurityProperties security) {
    var responses = new AuthorizationResponses(security.issuer().toString());
    var server = new OAuth2AuthorizationServerConfigurer();
    return http.securityMatcher(server.getEndpointsMatcher())
        .with(
            server,
            endpoints ->
                endpoints
                    .clientAuthentication(
                        clients ->
                            clients.authenticationProviders(
                                providers ->
                                    providers.forEach(
                                        provider -> {
                                          if (provider
                                              instanceof
                                              ClientSecretAuthenticationProvider secret) {
                                            secret.setPasswordEncoder(new RandomSecretEncoder());
                                          }
                                        })))
                    .authorizationEndpoint(
                        authorize ->
                            authorize
                                .authenticationProviders(
                                    providers -> providers.forEach(this::acceptNarrowerScopes))
                                .authorizationResponseHandler(responses)
                                .errorResponseHandler(responses))
                    .authorizationServerMetadataEndpoint(
                        metadata ->
                            metadata.authorizationServerMetadataCustomizer(
                                document -> document.claims(this::complete)))
                    .oidc(
                        oidc ->
                            oidc.providerConfigurationEndpoint(
                                provider ->
                                    provider.providerConfigurationCustomizer(
                                        document -> document.claims(this::complete)))))
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

  private void acceptNarrowerScopes(AuthenticationProvider provider) {
    if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
      requests.setAuthenticationValidator(new CoveredScopes());
    }
  }

  /** What this server does and the framework's documents leave out or overstate. */
  private void complete(Map<String, Object> claims) {
    claims.put("authorization_response_iss_parameter_supported", true);
    claims.put(
        "token_endpoint_auth_methods_supported",
        java.util.List.of("none", "client_secret_basic", "client_secret_post"));
    claims.put(
        "grant_types_supported", java.util.List.of("authorization_code", "client_credentials"));
    claims.put("code_challenge_methods_supported", java.util.List.of("S256"));
    claims.put("tls_client_certificate_bound_access_tokens", false);
    claims.remove("device_authorization_endpoint");
    claims.remove("pushed_authorization_request_endpoint");
    claims.remove("dpop_signing_alg_values_supported");
  }
}
