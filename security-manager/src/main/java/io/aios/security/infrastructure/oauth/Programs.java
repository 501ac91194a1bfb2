package io.aios.security.infrastructure.oauth;

import io.aios.security.keys.usecase.RevokeKeys;
import io.aios.security.revocation.usecase.EndSessions;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StringUtils;

/** Programs that act for themselves, with client credentials (RFC 6749 section 4.4). */
@Component
public class Programs {
  private static final int SECRET_BYTES = 32;

  private final RegisteredClientRepository clients;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final TokenSettings tokens;
  private final EndSessions end;
  private final RevokeKeys keys;

  Programs(
      RegisteredClientRepository clients,
      JdbcClient jdbc,
      EndSessions end,
      RevokeKeys keys,
      Clock clock,
      SecurityManagerProperties properties) {
    this.clients = clients;
    this.jdbc = jdbc;
    this.end = end;
    this.keys = keys;
    this.clock = clock;
    this.tokens =
        TokenSettings.builder().accessTokenTimeToLive(properties.programTokenLife()).build();
  }

  /** A new program and its secret, which cannot be read again. */
  public record Registered(Program program, String secret) {}

  /**
   * @param exchanges whether it may exchange users' tokens for its own (RFC 8693)
   */
  public Registered register(String name, Set<String> scopes, boolean exchanges) {
    byte[] random = KeyGenerators.secureRandom(SECRET_BYTES).generateKey();
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    String clientId = "program-" + UUID.randomUUID();
    Instant now = clock.instant();
    clients.save(
        RegisteredClient.withId(clientId)
            .clientId(clientId)
            .clientIdIssuedAt(now)
            .clientName(name)
            .clientSecret(new RandomSecretEncoder().encode(secret))
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            .authorizationGrantTypes(
                grants -> {
                  grants.add(AuthorizationGrantType.CLIENT_CREDENTIALS);
                  if (exchanges) {
                    grants.add(AuthorizationGrantType.TOKEN_EXCHANGE);
                  }
                })
            .scopes(own -> own.addAll(scopes))
            .tokenSettings(tokens)
            .build());
    return new Registered(new Program(clientId, name, scopes, now), secret);
  }

  public List<Program> list() {
    return jdbc.sql(
            """
            SELECT client_id, client_name, scopes, client_id_issued_at
            FROM oauth2_registered_client WHERE client_id LIKE 'program-%'
            ORDER BY client_id_issued_at LIMIT 1000
            """)
        .query(
            (row, n) ->
                new Program(
                    row.getString("client_id"),
                    row.getString("client_name"),
                    StringUtils.commaDelimitedListToSet(row.getString("scopes")),
                    row.getObject("client_id_issued_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Its tokens and API keys are revoked with it. */
  @Transactional
  public boolean remove(String clientId) {
    boolean known =
        jdbc.sql("DELETE FROM oauth2_registered_client WHERE client_id = ?")
                .param(clientId)
                .update()
            == 1;
    if (known) {
      keys.revokeAll(clientId);
      end.endAll(clientId);
    }
    return known;
  }
}
