package io.aios.security.infrastructure.oauth;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/** Authorization requests that wait for the user's decision. */
@Component
public class PendingConsents {
  private static final OAuth2TokenType STATE = new OAuth2TokenType("state");

  private final OAuth2AuthorizationService authorizations;
  private final RegisteredClientRepository clients;

  PendingConsents(OAuth2AuthorizationService authorizations, RegisteredClientRepository clients) {
    this.authorizations = authorizations;
    this.clients = clients;
  }

  /**
   * What the user is asked.
   *
   * @param redirect where the code will go; empty for a device
   */
  public record Pending(
      String clientId, String clientName, String redirect, Set<String> scopes, String resource) {
    public boolean isOfDevice() {
      return redirect.isEmpty();
    }
  }

  /** The request with that state, if it is this user's. */
  public Optional<Pending> find(String state, String user) {
    OAuth2Authorization waiting = authorizations.findByToken(state, STATE);
    if (waiting == null || !waiting.getPrincipalName().equals(user)) {
      return Optional.empty();
    }
    RegisteredClient client = clients.findById(waiting.getRegisteredClientId());
    if (client == null) {
      return Optional.empty();
    }
    OAuth2AuthorizationRequest request =
        waiting.getAttribute(OAuth2AuthorizationRequest.class.getName());
    return Optional.of(
        request == null ? pendingOfDevice(client, waiting) : pending(client, request));
  }

  private static Pending pendingOfDevice(RegisteredClient client, OAuth2Authorization waiting) {
    Set<String> scopes =
        Objects.requireNonNull(waiting.<Set<String>>getAttribute(OAuth2ParameterNames.SCOPE));
    return new Pending(client.getClientId(), client.getClientName(), "", new TreeSet<>(scopes), "");
  }

  private static Pending pending(RegisteredClient client, OAuth2AuthorizationRequest request) {
    String redirect =
        request.getRedirectUri() == null
            ? client.getRedirectUris().iterator().next()
            : request.getRedirectUri();
    Object resource = request.getAdditionalParameters().get(AccessTokens.RESOURCE);
    return new Pending(
        client.getClientId(),
        client.getClientName(),
        redirect,
        new TreeSet<>(request.getScopes()),
        resource == null ? "" : resource.toString());
  }
}
