package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A device without a browser shows a code, and somebody else's browser lets it in (RFC 8628). */
class DeviceLoginIT {
  private final Server server = Server.running();
  private final Server.Browser device = server.new Browser();
  private final RecordedLogins records = new RecordedLogins();

  Map<String, Object> start(String scope) throws Exception {
    HttpResponse<String> answer =
        device.post(
            "/oauth2/device_authorization", Map.of("client_id", "aios-cli", "scope", scope));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Server.json(answer);
  }

  private HttpResponse<String> poll(Map<String, Object> started) throws Exception {
    return device.post(
        "/oauth2/token",
        Map.of(
            "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
            "client_id", "aios-cli",
            "device_code", started.get("device_code").toString()));
  }

  private static String field(HttpResponse<String> page, String name) {
    Matcher value =
        Pattern.compile("name=\"%s\" value=\"([^\"]*)\"".formatted(name)).matcher(page.body());
    assertThat(value.find()).as(page.statusCode() + page.body()).isTrue();
    return value.group(1);
  }

  private static HttpResponse<String> consentPage(Person person, Map<String, Object> started)
      throws Exception {
    HttpResponse<String> entered =
        person.browser.post(
            "/oauth2/device_verification",
            Map.of("user_code", started.get("user_code").toString()));
    var consent = Person.location(entered);
    return person.browser.get(consent.getRawPath() + "?" + consent.getRawQuery());
  }

  private static HttpResponse<String> decide(
      Person person, HttpResponse<String> page, String... scopes) throws Exception {
    String body =
        Server.form(
            Map.of(
                "client_id", field(page, "client_id"),
                "state", field(page, "state"),
                "user_code", field(page, "user_code")));
    for (String scope : scopes) {
      body += "&" + Server.form(Map.of("scope", scope));
    }
    return person.browser.send(
        "POST",
        "/oauth2/device_verification",
        body,
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  @Test
  void logsADeviceInWithAnotherBrowser() throws Exception {
    Map<String, Object> started = start("*:read *:write *:destructive");
    assertThat(started.get("verification_uri")).isEqualTo(Server.ISSUER + "/login/device");
    assertThat(Server.json(poll(started))).containsEntry("error", "authorization_pending");

    Person ada = Person.with("user");
    String path = "/login/device?user_code=" + started.get("user_code");
    assertThat(Person.location(ada.browser.get(path)).toString()).isEqualTo("/login");
    String next = Person.location(ada.logIn()).toString();
    assertThat(next).startsWith(path);
    assertThat(field(ada.browser.get(next), "user_code")).isEqualTo(started.get("user_code"));

    HttpResponse<String> page = consentPage(ada, started);
    assertThat(page.body())
        .contains(started.get("user_code").toString(), "whoever sent you a code")
        .contains("value=\"*:read\" checked")
        .doesNotContain("value=\"*:destructive\" checked");
    assertThat(Server.json(poll(started))).containsEntry("error", "authorization_pending");
    HttpResponse<String> done = decide(ada, page, "*:read", "*:destructive");
    assertThat(Person.location(done).toString()).isEqualTo("/login/device?done=1");

    HttpResponse<String> answer = poll(started);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var claims = Person.claims(Server.json(answer));
    assertThat(claims.getSubject()).isEqualTo(ada.name);
    assertThat(Person.scopes(claims)).containsExactly("*:read");
    assertThat(claims.getStringListClaim("amr")).containsExactly("pwd");
    var letIn = records.await(ada.name, "login.device");
    assertThat(letIn.client()).isEqualTo("aios-cli");
    assertThat(letIn.session()).isEqualTo(claims.getStringClaim("sid"));
    assertThat(records.await(ada.name, "session.begin").session()).isEqualTo(letIn.session());
    // The code is spent.
    assertThat(poll(started).statusCode()).isEqualTo(400);
  }

  @Test
  void letsNobodyInWhomTheUserRefuses() throws Exception {
    Map<String, Object> started = start("*:read");
    Person ada = Person.with("user");
    ada.logIn();

    decide(ada, consentPage(ada, started));

    assertThat(Server.json(poll(started)).get("error")).isIn("access_denied", "invalid_grant");
    assertThat(records.awaitRefusal(ada.name, "login.device", "denied").status()).isEqualTo(403);
  }

  @Test
  void takesNoCodeThatNoDeviceShows() throws Exception {
    Person ada = Person.with("user");
    ada.logIn();

    HttpResponse<String> entered =
        ada.browser.post("/oauth2/device_verification", Map.of("user_code", "BBBB-BBBB"));

    assertThat(Person.location(entered).toString()).isEqualTo("/login/device?error=wrong");
    records.awaitRefusal(ada.name, "login.device", "wrong-credentials");
  }

  @Test
  void asksOneToLogInWhoEntersACode() throws Exception {
    Map<String, Object> started = start("*:read");

    HttpResponse<String> stranger =
        device.post(
            "/oauth2/device_verification",
            Map.of("user_code", started.get("user_code").toString()));

    assertThat(stranger.statusCode()).isNotEqualTo(200);
    assertThat(Server.json(poll(started))).containsEntry("error", "authorization_pending");
  }

  @Test
  void givesDeviceCodesToNoClientThatMayNotHaveThem() throws Exception {
    HttpResponse<String> answer =
        device.post(
            "/oauth2/device_authorization",
            new HashMap<>(Map.of("client_id", "gateway", "scope", "*:read")));

    assertThat(answer.statusCode()).isIn(400, 401);
  }
}
