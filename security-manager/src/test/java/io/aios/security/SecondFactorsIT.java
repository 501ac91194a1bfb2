package io.aios.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever has an authenticator app is asked for its code, and tokens say that they showed it. */
class SecondFactorsIT {
  private static final String TWO_FACTORS = "urn:aios:acr:two-factors";
  private static final Map<String, String> STEP_UP =
      Map.of("scope", "*:read", "acr_values", TWO_FACTORS);

  private final Server server = Server.running();
  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private final RecordedLogins records = new RecordedLogins();
  private Person ada;
  private AuthenticatorApp app;

  @BeforeEach
  void enrol() throws Exception {
    ada = Person.with("user");
    app = AuthenticatorApp.of(ada);
    unspend();
  }

  private String code() throws Exception {
    return app.code(Instant.now());
  }

  /** As if the time step had passed. */
  private void unspend() {
    jdbc.sql("UPDATE totp SET last_step = 0 WHERE account = ?").param(ada.name).update();
  }

  private static String location(HttpResponse<String> answer) {
    return Person.location(answer).toString();
  }

  private HttpResponse<String> show(String code) throws Exception {
    String csrf = Person.csrf(ada.browser.get("/login/factor"));
    return ada.browser.post("/login/factor", Map.of("code", code, "_csrf", csrf));
  }

  @Test
  void asksForTheCodeAfterThePasswordAndSaysSoInTheToken() throws Exception {
    ada.authorize("*:read");

    assertThat(location(ada.logIn())).isEqualTo("/login/factor");
    // The password alone opens nothing.
    assertThat(location(ada.authorize("*:read"))).isEqualTo("/login");
    HttpResponse<String> shown = show(code());
    assertThat(shown.statusCode()).isEqualTo(303);

    var claims = Person.claims(ada.exchange(Person.code(ada.browser.get(location(shown)))));
    assertThat(claims.getStringListClaim("amr")).containsExactly("mfa", "otp", "pwd");
    assertThat(claims.getStringClaim("acr")).isEqualTo(TWO_FACTORS);
  }

  @Test
  void takesACodeOnce() throws Exception {
    ada.logIn();
    String code = code();
    assertThat(show(code).statusCode()).isEqualTo(204);

    ada.logIn();
    assertThat(location(show(code))).isEqualTo("/login/factor?error=wrong");
    records.await(ada.name, each -> each.action().equals("login.totp") && each.reason() == null);
    assertThat(records.awaitRefusal(ada.name, "login.totp", "wrong-credentials").status())
        .isEqualTo(401);
  }

  @Test
  void makesWhoGuessesWait() throws Exception {
    ada.logIn();
    for (int i = 0; i < 5; i++) {
      assertThat(location(show("00000" + i))).isEqualTo("/login/factor?error=wrong");
    }
    assertThat(location(show(code()))).isEqualTo("/login/factor?error=wait");
    records.awaitRefusal(ada.name, "login.totp", "too-many-attempts");
    assertThat(location(ada.authorize("*:read"))).isEqualTo("/login");
  }

  @Test
  void takesEachRecoveryCodeOnceAndStoresNone() throws Exception {
    assertThat(app.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
    ada.logIn();
    assertThat(show(app.recoveryCodes().get(0)).statusCode()).isEqualTo(204);
    ada.logIn();
    assertThat(location(show(app.recoveryCodes().get(0)))).isEqualTo("/login/factor?error=wrong");
    assertThat(show(app.recoveryCodes().get(1)).statusCode()).isEqualTo(204);
    records.await(ada.name, "login.recovery-code");
    assertThat(
            jdbc.sql("SELECT hash FROM recovery_code WHERE account = ?")
                .param(ada.name)
                .query(String.class)
                .list())
        .hasSize(8)
        .doesNotContainAnyElementsOf(app.recoveryCodes());
  }

  @Test
  void sealsSecretsToTheirOwner() throws Exception {
    byte[] sealed =
        jdbc.sql("SELECT sealed FROM totp WHERE account = ?")
            .param(ada.name)
            .query(byte[].class)
            .single();
    assertThat(new String(sealed, ISO_8859_1))
        .doesNotContain(ada.name)
        .doesNotContain(new String(Base32.decode(app.secret()), ISO_8859_1));

    Person eve = Person.with("user");
    jdbc.sql("INSERT INTO totp VALUES (?, ?, true, 0)").params(eve.name, sealed).update();
    assertThat(eve.logIn().statusCode()).isEqualTo(500);
  }

  @Test
  void changesFactorsOnlyForWhoKnowsThePasswordOrHasTheFactor() throws Exception {
    Person bob = Person.with("user");
    assertThat(
            Person.as(
                    bob.name, "POST", AuthenticatorApp.PATH, Map.of("password", "not the password"))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            Person.as(ada.name, "POST", AuthenticatorApp.PATH, Map.of("password", ada.password))
                .statusCode())
        .isEqualTo(409);
    assertThat(
            Person.as(ada.name, "POST", AuthenticatorApp.PATH + "/remove", Map.of("code", "000000"))
                .statusCode())
        .isEqualTo(403);

    assertThat(
            Person.as(ada.name, "POST", AuthenticatorApp.PATH + "/remove", Map.of("code", code()))
                .statusCode())
        .isEqualTo(204);
    assertThat(ada.logIn().statusCode()).isEqualTo(204);
  }

  @Test
  void letsAdministratorsRemoveLostFactors() throws Exception {
    String path = "/api/v1/users/" + ada.name + "/factors";
    assertThat(Person.as(ada.name, "DELETE", path, null).statusCode()).isEqualTo(403);

    assertThat(Person.asAdministrator("DELETE", path, null).statusCode()).isEqualTo(204);

    assertThat(ada.logIn().statusCode()).isEqualTo(204);
  }

  @Test
  void logsInAgainWhereTheRequestDemandsIt() throws Exception {
    Person bob = Person.with("user");
    bob.logIn();
    Person.code(bob.authorize("*:read"));
    var before = Person.claims(bob.token("*:read")).getDateClaim("auth_time");
    Thread.sleep(1_100);

    for (Map<String, String> demand :
        List.of(Map.of("prompt", "login"), Map.of("max_age", "0"), Map.of("max_age", "1"))) {
      if (demand.containsValue("1")) {
        Thread.sleep(2_100);
      }
      assertThat(location(bob.authorize(Person.with(demand, "scope", "*:read"))))
          .as(demand.toString())
          .isEqualTo("/login");
      HttpResponse<String> again = bob.logIn();
      var claims = Person.claims(bob.exchange(Person.code(bob.browser.get(location(again)))));
      assertThat(claims.getDateClaim("auth_time")).isAfter(before);
    }
    assertThat(Person.code(bob.authorize(Map.of("scope", "*:read", "max_age", "600"))))
        .isNotEmpty();
  }

  @Test
  void asksForTheFactorWhereTheRequestDemandsTwo() throws Exception {
    Person bob = Person.with("user");
    bob.logIn();

    // Bob has no second factor: logging in again changes nothing, and the client is told so.
    assertThat(location(bob.authorize(STEP_UP))).isEqualTo("/login");
    String refused = location(bob.browser.get(location(bob.logIn())));
    assertThat(refused).contains("error=unmet_authentication_requirements");

    ada.logIn();
    show(code());
    assertThat(Person.claims(ada.tokens(STEP_UP)).getStringClaim("acr")).isEqualTo(TWO_FACTORS);
  }

  @Test
  void asksNobodyWhereTheClientWantsSilence() throws Exception {
    Person bob = Person.with("user");
    bob.logIn();

    String refused = location(bob.authorize(Person.with(STEP_UP, "prompt", "none")));

    assertThat(refused).contains("error=login_required");
  }
}
