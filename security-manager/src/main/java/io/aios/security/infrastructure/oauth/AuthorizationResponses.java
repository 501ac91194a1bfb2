package io.aios.security.infrastructure.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.util.UriComponentsBuilder;

/** Authorization responses that name their issuer (RFC 9207), which the framework leaves out. */
final class AuthorizationResponses
    implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  private final String issuer;

  AuthorizationResponses(String issuer) {
    this.issuer = issuer;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    var granted = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
    OAuth2AuthorizationCode code = granted.getAuthorizationCode();
    if (code == null) {
      throw new IllegalStateException("The authorization request was granted without a code");
    }
    Map<String, @Nullable String> parameters = new LinkedHashMap<>();
    parameters.put("code", code.getTokenValue());
    redirect(response, granted, parameters);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    var refused = (OAuth2AuthorizationCodeRequestAuthenticationException) failure;
    var asked = refused.getAuthorizationCodeRequestAuthentication();
    if (asked == null || asked.getRedirectUri() == null || asked.getRedirectUri().isBlank()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    Map<String, @Nullable String> parameters = new LinkedHashMap<>();
    parameters.put("error", refused.getError().getErrorCode());
    parameters.put("error_description", refused.getError().getDescription());
    redirect(response, asked, parameters);
  }

  private void redirect(
      HttpServletResponse response,
      OAuth2AuthorizationCodeRequestAuthenticationToken asked,
      Map<String, @Nullable String> parameters)
      throws IOException {
    parameters.put("state", asked.getState());
    parameters.put("iss", issuer);
    parameters.values().removeIf(value -> value == null || value.isBlank());
    var location = UriComponentsBuilder.fromUriString(String.valueOf(asked.getRedirectUri()));
    parameters.keySet().forEach(name -> location.queryParam(name, "{" + name + "}"));
    response.sendRedirect(location.encode().buildAndExpand(parameters).toUriString());
  }
}
