package io.aios.security.infrastructure.oauth;

import io.aios.security.logins.domain.LoginMethod;
import io.aios.security.logins.domain.LoginRefusal;
import io.aios.security.logins.usecase.RecordLogins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2DeviceVerificationEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenRevocationEndpointConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** What this authorization server does otherwise than the framework by itself. */
final class ProtocolEndpoints {
  /** At the issuer: the redirect would otherwise lead to this service, past the gateway. */
  private static final String CONSENT = "/login/consent";

  private static final String DEVICE = "/login/device";

  private final String issuer;
  private final RegisteredClientRepository registered;
  private final RecordLogins records;
  private final Customizer<OAuth2TokenRevocationEndpointConfigurer> revocation;

  ProtocolEndpoints(
      String issuer,
      RegisteredClientRepository registered,
      RecordLogins records,
      Customizer<OAuth2TokenRevocationEndpointConfigurer> revocation) {
    this.issuer = issuer;
    this.registered = registered;
    this.records = records;
    this.revocation = revocation;
  }

  String issuer() {
    return issuer;
  }

  /** All but the authorization endpoint. */
  void configure(OAuth2AuthorizationServerConfigurer endpoints) {
    endpoints
        .clientAuthentication(this::authenticate)
        .deviceAuthorizationEndpoint(device -> device.verificationUri(issuer + DEVICE))
        .deviceVerificationEndpoint(this::verify)
        .tokenEndpoint(tokens -> tokens.accessTokenResponseHandler(GrantedScopes.handler()))
        .tokenRevocationEndpoint(revocation)
        .authorizationServerMetadataEndpoint(
            metadata ->
                metadata.authorizationServerMetadataCustomizer(
                    document -> document.claims(this::complete)))
        .oidc(
            oidc ->
                oidc.providerConfigurationEndpoint(
                    provider ->
                        provider.providerConfigurationCustomizer(
                            document -> document.claims(this::complete))));
  }

  /** The authorization endpoint. */
  void authorize(
      OAuth2AuthorizationServerConfigurer endpoints, DefaultScope scope, AuthorizationRules rules) {
    var responses = new AuthorizationResponses(issuer);
    endpoints.authorizationEndpoint(
        authorize ->
            authorize
                .consentPage(issuer + CONSENT)
                .authorizationRequestConverter(scope)
                .authenticationProviders(providers -> providers.forEach(each -> check(each, rules)))
                .authorizationResponseHandler(responses)
                .errorResponseHandler(responses));
  }

  private static void check(AuthenticationProvider provider, AuthorizationRules rules) {
    if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
      requests.setAuthenticationValidator(rules);
    }
  }

  private void authenticate(OAuth2ClientAuthenticationConfigurer clients) {
    var publicClients = new PublicClients(registered);
    clients
        .authenticationConverter(publicClients)
        .authenticationProvider(publicClients)
        .authenticationProviders(providers -> providers.replaceAll(this::recorded));
  }

  private AuthenticationProvider recorded(AuthenticationProvider provider) {
    if (provider instanceof ClientSecretAuthenticationProvider secrets) {
      secrets.setPasswordEncoder(new RandomSecretEncoder());
    }
    return new RecordedClients(provider, registered, records);
  }

  private void verify(OAuth2DeviceVerificationEndpointConfigurer device) {
    device
        .consentPage(CONSENT)
        .deviceVerificationResponseHandler(
            (request, response, granted) -> response.sendRedirect(DEVICE + "?done=1"))
        .errorResponseHandler(this::refuseDevice);
  }

  /** A user's own no is recorded where it is kept. */
  private void refuseDevice(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    if (refused instanceof OAuth2AuthenticationException wrong
        && wrong.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_GRANT)) {
      Authentication login = SecurityContextHolder.getContext().getAuthentication();
      String user = login == null || Logins.at(login).isEmpty() ? null : login.getName();
      records.refused(LoginMethod.DEVICE, user, LoginRefusal.WRONG_CREDENTIALS);
    }
    response.sendRedirect(DEVICE + "?error=wrong");
  }

  /** What this server does and the framework's documents leave out or overstate. */
  private void complete(Map<String, Object> claims) {
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
