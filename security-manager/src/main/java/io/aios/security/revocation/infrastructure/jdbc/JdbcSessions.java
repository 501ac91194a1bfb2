package io.aios.security.revocation.infrastructure.jdbc;

import com.nimbusds.jwt.JWTParser;
import io.aios.security.infrastructure.oauth.TokenSeal;
import io.aios.security.revocation.usecase.Session;
import io.aios.security.revocation.usecase.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.util.StringUtils;

/** Sessions are the authorizations that gave out a token; the framework's table holds them. */
@Repository
class JdbcSessions implements Sessions {
  private static final String LIVE =
      """
      SELECT a.id, a.principal_name, a.access_token_scopes, a.access_token_issued_at,
        coalesce(c.client_id, a.registered_client_id) AS client,
        least(a.authorization_code_issued_at, a.access_token_issued_at) AS started_at,
        greatest(a.access_token_expires_at, a.refresh_token_expires_at) AS ends_at
      FROM oauth2_authorization a
      LEFT JOIN oauth2_registered_client c ON c.id = a.registered_client_id
      WHERE a.access_token_value IS NOT NULL
        AND greatest(a.access_token_expires_at, a.refresh_token_expires_at) > :now
      """;

  private final JdbcClient jdbc;
  private final TokenSeal seal;

  JdbcSessions(JdbcClient jdbc, TokenSeal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  @Override
  public List<Session> list(Optional<String> subject, Instant now) {
    return jdbc.sql(
            LIVE
                + (subject.isPresent() ? " AND a.principal_name = :subject" : "")
                + " ORDER BY a.access_token_issued_at DESC LIMIT 1000")
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("subject", subject.orElse(""))
        .query((row, n) -> session(row))
        .list();
  }

  @Override
  public Optional<Session> find(String id, Instant now) {
    return jdbc.sql(LIVE + " AND a.id = :id")
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("id", id)
        .query((row, n) -> session(row))
        .optional();
  }

  @Override
  public List<Issued> remove(String id) {
    return removed("id", id);
  }

  @Override
  public List<Issued> removeAll(String subject) {
    return removed("principal_name", subject);
  }

  private List<Issued> removed(String column, String value) {
    return jdbc.sql(
            "DELETE FROM oauth2_authorization a WHERE a."
                + column
                + " = ? "
                + """
                RETURNING id, principal_name, access_token_value, access_token_issued_at,
                  coalesce((SELECT client_id FROM oauth2_registered_client c
                    WHERE c.id = a.registered_client_id), a.registered_client_id) AS client
                """)
        .param(value)
        .query((row, n) -> issued(row))
        .list();
  }

  private Issued issued(ResultSet row) throws SQLException {
    OffsetDateTime at = row.getObject("access_token_issued_at", OffsetDateTime.class);
    return new Issued(
        new Owner(row.getString("principal_name"), row.getString("client")),
        row.getString("id"),
        tokenId(row.getString("access_token_value")),
        at == null ? Instant.MIN : at.toInstant());
  }

  private @Nullable String tokenId(@Nullable String sealed) {
    try {
      return sealed == null
          ? null
          : JWTParser.parse(seal.open(sealed)).getJWTClaimsSet().getJWTID();
    } catch (ParseException e) {
      throw new IllegalStateException("This service stored a token that is no JWT", e);
    }
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getString("id"),
        row.getString("principal_name"),
        row.getString("client"),
        StringUtils.commaDelimitedListToSet(row.getString("access_token_scopes")),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("access_token_issued_at", OffsetDateTime.class).toInstant(),
        row.getObject("ends_at", OffsetDateTime.class).toInstant());
  }
}
