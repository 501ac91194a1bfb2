package io.aios.security.infrastructure.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Public clients where PKCE has no part: refreshing and revoking tokens, and the device flow. Such
 * a client names itself; what it presents beside is the proof. The framework knows public clients
 * only as they exchange a code.
 */
final class PublicClients implements AuthenticationConverter, AuthenticationProvider {
  private static final Set<String> GRANTS =
      Set.of("refresh_token", "urn:ietf:params:oauth:grant-type:device_code");
  private static final Set<String> ENDPOINTS =
      Set.of("/oauth2/revoke", "/oauth2/device_authorization");

  private final RegisteredClientRepository clients;

  PublicClients(RegisteredClientRepository clients) {
    this.clients = clients;
  }

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String[] ids = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
    boolean ours =
        ENDPOINTS.contains(request.getRequestURI())
            || GRANTS.contains(
                String.valueOf(request.getParameter(OAuth2ParameterNames.GRANT_TYPE)));
    if (!ours
        || ids == null
        || ids.length != 1
        || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null
        || request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) != null
        || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
      return null;
    }
    return new Named(ids[0]);
  }

  /** A client that has said no more than its name. */
  private static final class Named extends OAuth2ClientAuthenticationToken {
    private static final long serialVersionUID = 1L;

    Named(String clientId) {
      super(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
    }
  }

  @Override
  public Authentication authenticate(Authentication named) {
    RegisteredClient client = clients.findByClientId(named.getName());
    if (client == null
        || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return authentication == Named.class;
  }
}
