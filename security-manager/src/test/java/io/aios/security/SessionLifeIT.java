package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.aios.contracts.tokens.Revocation.Kind;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A session ends 90 days after its login, however often it is refreshed. */
class SessionLifeIT {
  private final Server server = Server.running();
  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private final McpClientLoginIT client = new McpClientLoginIT();
  private JWTClaimsSet token;
  private String session = "";
  private String refreshToken = "";

  @BeforeEach
  void logIn() throws Exception {
    client.registerAndLogIn();
    Map<String, Object> tokens = client.logIn(McpClientLoginIT.PYTHON, "python:read");
    token = Person.claims(tokens);
    session = token.getStringClaim("sid");
    refreshToken = tokens.get("refresh_token").toString();
  }

  /** As if the login had been so long ago, and refreshed all the time. */
  private void began(Duration ago) {
    jdbc.sql(
            "UPDATE oauth2_authorization SET authorization_code_issued_at = now() - ?::text::interval WHERE id = ?")
        .params(ago.toString(), session)
        .update();
  }

  private Instant refreshTokenEnds() {
    return jdbc.sql("SELECT refresh_token_expires_at FROM oauth2_authorization WHERE id = ?")
        .param(session)
        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .single();
  }

  @Test
  void endsASessionThatIsRefreshedAfterItsLife() throws Exception {
    began(Duration.ofDays(90).plusSeconds(1));

    HttpResponse<String> refused = client.refresh(refreshToken);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Server.json(refused)).containsEntry("error", "invalid_grant");
    assertThat(server.revocations())
        .anyMatch(each -> each.kind() == Kind.SESSION && each.value().equals(session))
        .anyMatch(each -> each.kind() == Kind.TOKEN && each.value().equals(token.getJWTID()));
    assertThat(
            jdbc.sql("SELECT count(*) FROM oauth2_authorization WHERE id = ?")
                .param(session)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void givesNoRefreshTokenThatOutlivesTheSession() throws Exception {
    assertThat(refreshTokenEnds())
        .isAfter(Instant.now().plus(Duration.ofDays(29)))
        .isBefore(Instant.now().plus(Duration.ofDays(31)));
    began(Duration.ofDays(85));

    HttpResponse<String> refreshed = client.refresh(refreshToken);

    assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
    assertThat(refreshTokenEnds())
        .isAfter(Instant.now().plus(Duration.ofDays(4)))
        .isBefore(Instant.now().plus(Duration.ofDays(5)));
  }
}
