package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.aios.oidcprovider.Provider;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People of another organisation log in there and are users here. */
class ProviderLoginIT {
  private static final Server SERVER = Server.running();
  private static ConfigurableApplicationContext provider;

  private final Server.Browser browser = SERVER.new Browser();
  private final RecordedLogins records = new RecordedLogins();
  private final HttpClient elsewhere =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String name = "p-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void startProvider() {
    provider = Provider.start(SERVER.providerPort(), Server.ISSUER + "/login/oauth2/code/oidc");
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  private HttpResponse<String> get(URI address) throws Exception {
    return elsewhere.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The answer to what the provider sends the browser back with. */
  private HttpResponse<String> logIn(String as) throws Exception {
    URI back = sentBack(browser, as);
    return browser.get(back.getRawPath() + "?" + back.getRawQuery());
  }

  /** Where the provider sends a browser that began a login, after it has asked for the password. */
  private URI sentBack(Server.Browser began, String as) throws Exception {
    URI request = Person.location(began.get("/login/provider/oidc"));
    assertThat(Server.query(request))
        .containsEntry("prompt", "login")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("code_challenge", "nonce", "state");
    get(request);
    HttpResponse<String> known =
        elsewhere.send(
            HttpRequest.newBuilder(request.resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        Server.form(Map.of("username", as, "password", "secret"))))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(Person.location(known).toString()).doesNotContain("error");
    URI back = Person.location(get(request));
    assertThat(back.toString()).startsWith(Server.ISSUER + "/login/oauth2/code/oidc?code=");
    return back;
  }

  private JWTClaimsSet claims(HttpResponse<String> loggedIn) throws Exception {
    assertThat(loggedIn.statusCode()).as(loggedIn.body()).isEqualTo(303);
    String code = Person.code(browser.get(Person.location(loggedIn).toString()));
    return Person.claims(Person.administrator().exchange(code));
  }

  @Test
  void makesAUserWithMappedGroupsAndNoPassword() throws Exception {
    group("staff", "user");
    Provider.GROUPS.put(name, List.of("engineering", "choir"));
    browser.get(LoginIT.authorize(Map.of("scope", "*:read *:write *:destructive")));
    assertThat(browser.get("/login").body()).contains("/login/provider/oidc");

    var claims = claims(logIn(name));

    assertThat(claims.getSubject()).isEqualTo(name);
    records.await(name, "login.provider");
    assertThat(claims.getStringListClaim("groups")).containsExactly("staff");
    assertThat(claims.getStringListClaim("roles")).containsExactly("user", "viewer");
    assertThat(Person.scopes(claims)).containsExactlyInAnyOrder("*:read", "*:write");
    assertThat(claims.getStringClaim("acr")).isEqualTo("urn:aios:acr:one-factor");
    assertThat(
            SERVER
                .bean(JdbcClient.class)
                .sql("SELECT count(*) FROM account WHERE name = ? AND password_hash IS NULL")
                .param(name)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void followsTheProvidersGroupsAtEachLogin() throws Exception {
    group("staff", "user");
    Provider.GROUPS.put(name, List.of("engineering"));
    logIn(name);
    Provider.GROUPS.put(name, List.of());

    logIn(name);
    String code = Person.code(browser.get(LoginIT.authorize(Map.of("scope", "*:read *:write"))));
    var claims = Person.claims(Person.administrator().exchange(code));

    assertThat(Person.scopes(claims)).containsExactly("*:read");
    assertThat(claims.getStringListClaim("groups")).isNull();
  }

  @Test
  void letsNoProviderTakeOverAUserOfThisSuite() throws Exception {
    HttpResponse<String> refused = logIn("admin");

    assertThat(Person.location(refused).toString()).endsWith("/login?error=provider");
    assertThat(records.awaitRefusal(null, "login.provider", "not-admitted").subject()).isNull();
    assertThat(Person.location(browser.get(LoginIT.authorize(Map.of()))).toString())
        .isEqualTo("/login");
  }

  @Test
  void letsNobodyInWhoIsDisabled() throws Exception {
    logIn(name);
    Person.asAdministrator("PATCH", "/api/v1/users/" + name, Map.of("enabled", false));

    assertThat(Person.location(logIn(name)).toString()).endsWith("/login?error=provider");
    records.awaitRefusal(name, "login.provider", "disabled-user");
  }

  @Test
  void takesNoAnswerThatItDidNotAskFor() throws Exception {
    HttpResponse<String> forged = browser.get("/login/oauth2/code/oidc?code=AAAA&state=AAAA");

    assertThat(Person.location(forged).toString()).endsWith("/login?error=provider");
    records.awaitRefusal(null, "login.provider", "provider-failed");
  }

  /** Neither with the state of the other login nor with that of one's own. */
  @Test
  void takesNoAnswerToTheLoginOfAnother() throws Exception {
    Map<String, String> theirs = Server.query(sentBack(SERVER.new Browser(), name));
    String own = Server.query(Person.location(browser.get("/login/provider/oidc"))).get("state");

    for (String state : List.of(theirs.get("state"), own)) {
      HttpResponse<String> forged =
          browser.get(
              "/login/oauth2/code/oidc?"
                  + Server.form(Map.of("code", theirs.get("code"), "state", state)));
      assertThat(forged.headers().firstValue("Location").orElse("none"))
          .endsWith("/login?error=provider");
    }
    assertThat(Person.location(browser.get(LoginIT.authorize(Map.of()))).toString())
        .isEqualTo("/login");
  }

  private static void group(String group, String role) throws Exception {
    assertThat(
            Person.asAdministrator("PUT", "/api/v1/groups/" + group, Map.of("roles", List.of(role)))
                .statusCode())
        .isEqualTo(200);
  }
}
