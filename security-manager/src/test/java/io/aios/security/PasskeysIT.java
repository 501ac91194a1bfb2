package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A passkey logs its user in by itself, and counts as two factors. */
class PasskeysIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Server server = Server.running();
  private final RecordedLogins records = new RecordedLogins();
  private final SoftwareAuthenticator phone = new SoftwareAuthenticator(Server.ISSUER);

  private static HttpResponse<String> post(Server.Browser browser, String path, Object body)
      throws Exception {
    return browser.send(
        "POST",
        path,
        JSON.writeValueAsString(body),
        "Content-Type",
        "application/json",
        "X-CSRF-TOKEN",
        Person.csrf(browser.get("/login")));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private Person withPasskey() throws Exception {
    Person ada = Person.with("user");
    ada.logIn();
    JsonNode options = json(post(ada.browser, "/webauthn/register/options", Map.of()));
    JsonNode registered = json(post(ada.browser, "/webauthn/register", phone.register(options)));
    assertThat(registered.path("success").asBoolean()).isTrue();
    return ada;
  }

  private HttpResponse<String> show(
      Server.Browser browser, SoftwareAuthenticator by, boolean verifyingTheUser) throws Exception {
    JsonNode options = json(post(browser, "/webauthn/authenticate/options", Map.of()));
    assertThat(options.path("userVerification").asString()).isEqualTo("required");
    return post(browser, "/login/webauthn", by.logIn(options, verifyingTheUser));
  }

  @Test
  void logsInWithoutAPasswordAndAsTwoFactors() throws Exception {
    Person ada = withPasskey();
    Server.Browser browser = server.new Browser();
    browser.get(LoginIT.authorize(Map.of("scope", "*:read")));

    JsonNode shown = json(show(browser, phone, true));

    assertThat(shown.path("authenticated").asBoolean()).isTrue();
    assertThat(shown.path("redirectUrl").asString()).startsWith("/oauth2/authorize?");
    String code = Person.code(browser.get(shown.path("redirectUrl").asString()));
    var claims = Person.claims(ada.exchange(code));
    assertThat(claims.getSubject()).isEqualTo(ada.name);
    assertThat(claims.getStringListClaim("amr")).containsExactly("mfa", "pop", "user");
    assertThat(claims.getStringClaim("acr")).isEqualTo("urn:aios:acr:two-factors");
    records.await(ada.name, "login.passkey");
  }

  @Test
  void wantsTheDeviceToVerifyItsUser() throws Exception {
    withPasskey();

    HttpResponse<String> shown = show(server.new Browser(), phone, false);

    assertThat(shown.statusCode()).isEqualTo(401);
    records.awaitRefusal(null, "login.passkey", "wrong-credentials");
  }

  @Test
  void takesNoPasskeyOfAnotherOriginAndNoAnswerTwice() throws Exception {
    withPasskey();
    Server.Browser browser = server.new Browser();
    JsonNode options = json(post(browser, "/webauthn/authenticate/options", Map.of()));
    Map<String, Object> answer = phone.logIn(options, true);
    json(post(browser, "/login/webauthn", answer));

    assertThat(post(browser, "/login/webauthn", answer).statusCode()).isNotEqualTo(200);
    assertThat(post(server.new Browser(), "/login/webauthn", answer).statusCode())
        .isNotEqualTo(200);
    Person eve = Person.with("user");
    eve.logIn();
    JsonNode creation = json(post(eve.browser, "/webauthn/register/options", Map.of()));
    var phisher = new SoftwareAuthenticator("https://evil.example");
    assertThat(post(eve.browser, "/webauthn/register", phisher.register(creation)).statusCode())
        .isNotEqualTo(200);
  }

  @Test
  void asksForThePasskeyAfterThePassword() throws Exception {
    Person ada = withPasskey();

    assertThat(Person.location(ada.logIn()).toString()).isEqualTo("/login/factor");
    assertThat(Person.location(ada.authorize("*:read")).toString()).isEqualTo("/login");
    json(show(ada.browser, phone, true));
    assertThat(Person.code(ada.authorize("*:read"))).isNotEmpty();
  }

  @Test
  void logsNobodyInWhoIsDisabled() throws Exception {
    Person ada = withPasskey();
    ada.change(Map.of("enabled", false));

    assertThat(show(server.new Browser(), phone, true).statusCode()).isEqualTo(401);
  }

  @Test
  void addsPasskeysForWhoIsLoggedInOnly() throws Exception {
    HttpResponse<String> stranger =
        post(server.new Browser(), "/webauthn/register/options", Map.of());

    assertThat(stranger.statusCode()).isNotEqualTo(200);
    assertThat(Person.location(server.new Browser().get("/webauthn/register")).toString())
        .endsWith("/login");
  }

  @Test
  void servesItsOwnScriptsOnly() throws Exception {
    HttpResponse<String> page = server.new Browser().get("/login");

    assertThat(page.body()).contains("/login/webauthn.js", "/login/passkey.js");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self'", "default-src 'none'");
    for (String script : List.of("webauthn", "passkey")) {
      HttpResponse<String> answer = server.new Browser().get("/login/" + script + ".js");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/javascript");
    }
  }

  @Test
  void removesPasskeysThatWereLost() throws Exception {
    Person ada = withPasskey();

    assertThat(
            Person.asAdministrator("DELETE", "/api/v1/users/" + ada.name + "/factors", null)
                .statusCode())
        .isEqualTo(204);

    assertThat(ada.logIn().statusCode()).isEqualTo(204);
  }
}
