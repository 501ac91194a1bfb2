package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program that was allowed to acts for a user with less than the user's token, and says so. */
class TokenExchangeIT {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private final Server server = Server.running();
  private Person ada;
  private Map<String, Object> program = Map.of();

  @BeforeEach
  void registerAProgram() throws Exception {
    ada = Person.with("user");
    ada.logIn();
    program = register(true);
  }

  private static Map<String, Object> register(boolean exchange) throws Exception {
    HttpResponse<String> answer =
        Person.asAdministrator(
            "POST",
            "/api/v1/clients",
            Map.of(
                "name",
                "reporter",
                "scopes",
                List.of("*:read", "*:write", "sysops:read"),
                "tokenExchange",
                exchange));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Server.json(answer);
  }

  private HttpResponse<String> exchange(
      Map<String, Object> by, String token, Map<String, String> more) throws Exception {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", GRANT);
    form.put("subject_token", token);
    form.put("subject_token_type", ACCESS_TOKEN);
    form.putAll(more);
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (by.get("clientId") + ":" + by.get("clientSecret"))
                    .getBytes(StandardCharsets.US_ASCII));
    return server.new Browser().post("/oauth2/token", form, "Authorization", "Basic " + basic);
  }

  @Test
  void actsForTheUserWithLessAndSaysWhoActs() throws Exception {
    String token = ada.token("*:read *:write");

    HttpResponse<String> answer = exchange(program, token, Map.of("scope", "*:read"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var claims = Person.claims(Server.json(answer));
    assertThat(claims.getSubject()).isEqualTo(ada.name);
    assertThat(Person.scopes(claims)).containsExactly("*:read");
    assertThat(claims.getJSONObjectClaim("act")).containsEntry("sub", program.get("clientId"));
    assertThat(claims.getClaim("client_id")).isEqualTo(program.get("clientId"));
    assertThat(claims.getDateClaim("auth_time"))
        .isEqualTo(Person.claims(token).getDateClaim("auth_time"));
    assertThat(claims.getExpirationTime())
        .isBeforeOrEqualTo(Person.claims(token).getExpirationTime());
    // Ending the user's session ends what was made of it.
    ada.change(Map.of("enabled", false));
    assertThat(server.isActive(Server.json(answer).get("access_token").toString())).isFalse();
  }

  @Test
  void neverWidensTheScopes() throws Exception {
    String token = ada.token("sysops:read");

    HttpResponse<String> wider = exchange(program, token, Map.of("scope", "*:read *:write"));
    assertThat(wider.statusCode()).as(wider.body()).isEqualTo(200);
    assertThat(Person.scopes(Person.claims(Server.json(wider)))).containsExactly("sysops:read");
    HttpResponse<String> other = exchange(program, token, Map.of("scope", "*:write"));
    assertThat(Server.json(other)).containsEntry("error", "invalid_scope");
  }

  @Test
  void neverWidensTheAudience() throws Exception {
    String python = Server.ISSUER + "/mcp/python";
    String token =
        ada.tokens(Map.of("scope", "*:read", "resource", python)).get("access_token").toString();

    for (String wanted : List.of(Server.ISSUER, Server.ISSUER + "/mcp", python + "x")) {
      HttpResponse<String> answer =
          exchange(program, token, Map.of("scope", "*:read", "audience", wanted));
      assertThat(Server.json(answer)).as(wanted).containsEntry("error", "invalid_target");
    }
    assertThat(
            Person.claims(Server.json(exchange(program, token, Map.of("scope", "*:read"))))
                .getAudience())
        .containsExactly(python);
    String whole = ada.token("*:read");
    assertThat(
            Person.claims(
                    Server.json(
                        exchange(program, whole, Map.of("scope", "*:read", "resource", python))))
                .getAudience())
        .containsExactly(python);
  }

  @Test
  void keepsWhoActedBefore() throws Exception {
    String first =
        Server.json(exchange(program, ada.token("*:read"), Map.of("scope", "*:read")))
            .get("access_token")
            .toString();
    Map<String, Object> second = register(true);

    var claims = Person.claims(Server.json(exchange(second, first, Map.of("scope", "*:read"))));

    assertThat(claims.getJSONObjectClaim("act"))
        .containsEntry("sub", second.get("clientId"))
        .containsEntry("act", Map.of("sub", program.get("clientId")));
  }

  @Test
  void givesNoTokenThatOutlivesTheOneItWasMadeOf() throws Exception {
    String first = exchanged(ada.token("*:read"));
    Instant issued = Person.claims(first).getIssueTime().toInstant();
    await().until(() -> Instant.now().isAfter(issued.plusSeconds(2)));

    var later = Person.claims(exchanged(first));

    assertThat(later.getIssueTime().toInstant()).isAfter(issued);
    assertThat(later.getExpirationTime()).isEqualTo(Person.claims(first).getExpirationTime());
  }

  private String exchanged(String token) throws Exception {
    return Server.json(exchange(program, token, Map.of("scope", "*:read")))
        .get("access_token")
        .toString();
  }

  /** It would be anybody's otherwise who has the program's secret. */
  @Test
  void exchangesNoTokenThatIsBoundToAKey() throws Exception {
    String bound = BoundTokensIT.boundToken(ada);

    HttpResponse<String> answer = exchange(program, bound, Map.of("scope", "*:read"));

    assertThat(Server.json(answer)).containsEntry("error", "invalid_grant");
  }

  @Test
  void exchangesForNobodyWhoWasNotAllowedTo() throws Exception {
    String token = ada.token("*:read");

    HttpResponse<String> program = exchange(register(false), token, Map.of("scope", "*:read"));
    assertThat(Server.json(program)).containsEntry("error", "unauthorized_client");
    HttpResponse<String> publicClient =
        server.new Browser()
            .post(
                "/oauth2/token",
                Map.of(
                    "grant_type", GRANT,
                    "client_id", "aios-cli",
                    "subject_token", token,
                    "subject_token_type", ACCESS_TOKEN));
    assertThat(publicClient.statusCode()).isIn(400, 401);
  }

  @Test
  void takesNoTokenThatIsRevokedOrNobodys() throws Exception {
    String token = ada.token("*:read");
    ada.change(Map.of("enabled", false));

    for (String dead : List.of(token, "not.a.token")) {
      HttpResponse<String> answer = exchange(program, dead, Map.of("scope", "*:read"));
      assertThat(Server.json(answer)).containsEntry("error", "invalid_grant");
    }
  }
}
