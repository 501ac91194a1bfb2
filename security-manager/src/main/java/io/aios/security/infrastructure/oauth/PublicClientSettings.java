package io.aios.security.infrastructure.oauth;

import io.aios.contracts.tools.Risk;
import java.util.List;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * What every client gets that nobody vouches for: no secret, PKCE, the user's consent each time,
 * short access tokens, refresh tokens that work once. It may ask for anything; the user decides.
 */
final class PublicClientSettings {
  private final TokenSettings tokens;

  PublicClientSettings(SecurityManagerProperties properties) {
    tokens =
        TokenSettings.builder()
            .accessTokenTimeToLive(properties.programTokenLife())
            .refreshTokenTimeToLive(properties.refreshTokenLife())
            .reuseRefreshTokens(false)
            .build();
  }

  RegisteredClient.Builder client(String clientId, String name, List<String> redirects) {
    RegisteredClient.Builder client =
        RegisteredClient.withId(clientId)
            .clientId(clientId)
            .clientName(name)
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
            .redirectUris(uris -> uris.addAll(redirects))
            .clientSettings(
                ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(true)
                    .build())
            .tokenSettings(tokens);
    for (Risk risk : Risk.values()) {
      client.scope("*:" + risk.wireName());
    }
    return client;
  }
}
