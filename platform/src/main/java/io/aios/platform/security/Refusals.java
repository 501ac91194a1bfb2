package io.aios.platform.security;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers what the filter chain refuses: a problem document and a challenge (RFC 6750). */
final class Refusals
    implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {
  private final ProblemWriter writer;
  private final List<RefusalListener> listeners;
  private final ResourceMetadata metadata;

  Refusals(ProblemWriter writer, List<RefusalListener> listeners, ResourceMetadata metadata) {
    this.writer = writer;
    this.listeners = listeners;
    this.metadata = metadata;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    refuse(request, response, problemOf(request, failure), null);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    commence(request, response, failure);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null) {
      refuse(request, response, unauthenticated(request, null), null);
    } else {
      refuse(request, response, denied(request, denied), CallerIdentity.of(authentication));
    }
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      Problem problem,
      @Nullable CallerIdentity caller)
      throws IOException {
    listeners.forEach(listener -> listener.refused(request, problem, caller));
    writer.write(request, response, problem);
  }

  private Problem problemOf(HttpServletRequest request, AuthenticationException failure) {
    return switch (failure) {
      case AuthenticationServiceException unavailable ->
          new Problem(
                  ProblemType.SERVICE_UNAVAILABLE,
                  "The token cannot be checked now: " + unavailable.getMessage(),
                  unavailable)
              .header(HttpHeaders.RETRY_AFTER, "5");
      case InvalidProofException invalid ->
          unauthenticated(request, invalid.getMessage())
              .header(
                  HttpHeaders.WWW_AUTHENTICATE,
                  "DPoP error=\"invalid_dpop_proof\", algs=\"ES256 RS256\"");
      case InvalidBearerTokenException invalid -> unauthenticated(request, invalid.getMessage());
      default -> unauthenticated(request, null);
    };
  }

  private Problem unauthenticated(HttpServletRequest request, @Nullable String invalid) {
    return invalid == null
        ? new Problem(ProblemType.UNAUTHENTICATED, "The request carries no access token")
            .header(HttpHeaders.WWW_AUTHENTICATE, challenge(request, wanted(request, "")))
        : new Problem(ProblemType.UNAUTHENTICATED, invalid)
            .header(
                HttpHeaders.WWW_AUTHENTICATE,
                challenge(request, wanted(request, "error=\"invalid_token\"")));
  }

  private Problem denied(HttpServletRequest request, AccessDeniedException denied) {
    List<String> missing =
        denied instanceof AuthorizationDeniedException detailed
            ? Scopes.missing(detailed.getAuthorizationResult())
            : List.of();
    String challenge = "error=\"insufficient_scope\"";
    String detail = "The token permits nothing at this address";
    if (!missing.isEmpty()) {
      String scope = String.join(" ", missing);
      challenge += ", scope=\"" + scope + "\"";
      detail = "The token lacks the scope " + scope;
    }
    return new Problem(ProblemType.PERMISSION_DENIED, detail)
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge(request, challenge));
  }

  private String wanted(HttpServletRequest request, String error) {
    String scope = metadata.scope(request);
    return scope.isEmpty()
        ? error
        : error + (error.isEmpty() ? "" : ", ") + "scope=\"" + scope + "\"";
  }

  private String challenge(HttpServletRequest request, String parameters) {
    URI address = metadata.of(request);
    String pointer = address == null ? "" : "resource_metadata=\"" + address + "\"";
    String separator = parameters.isEmpty() || pointer.isEmpty() ? "" : ", ";
    return ("Bearer " + parameters + separator + pointer).strip();
  }
}
