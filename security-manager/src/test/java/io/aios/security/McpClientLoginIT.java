package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.aios.contracts.tokens.Revocation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that nobody registered logs a user in: registration, consent, tokens, refreshing. */
class McpClientLoginIT {
  private static final String VERIFIER = "m".repeat(64);
  private static final String CALLBACK = "http://localhost:33418/callback";
  static final String PYTHON = Server.ISSUER + "/mcp/python";

  private final Server server = Server.running();
  private final Server.Browser browser = server.new Browser();
  private String client = "";

  @BeforeEach
  void registerAndLogIn() throws Exception {
    HttpResponse<String> page = browser.get("/login");
    var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(csrf.find()).isTrue();
    browser.post(
        "/login",
        Map.of(
            "username", "admin",
            "password", Files.readString(server.dataDir.resolve("secrets/admin-password")).strip(),
            "_csrf", csrf.group(1)));
    client = register(browser, "http://localhost/callback").get("client_id").toString();
  }

  @Test
  void givesATokenForTheOneResourceThatWasAskedFor() throws Exception {
    Map<String, Object> tokens = logIn(PYTHON, "python:read");

    SignedJWT token = SignedJWT.parse(tokens.get("access_token").toString());
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(PYTHON);
    assertThat(token.getJWTClaimsSet().getStringListClaim("scope")).containsExactly("python:read");
    assertThat(tokens).containsKey("refresh_token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example/mcp", Server.ISSUER + "/api", Server.ISSUER + "/mcp/../x"})
  void refusesResourcesThatAreNotItsOwn(String resource) throws Exception {
    URI callback = location(browser.get(authorize(Map.of("resource", resource))));

    assertThat(Server.query(callback))
        .containsEntry("error", "invalid_target")
        .containsEntry("iss", Server.ISSUER);
  }

  /** The id of a client that describes itself is an address, which strangers choose. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
  void asksNobodyOnThisMachineWhatAClientIs(String host) throws Exception {
    InetAddress own = InetAddress.getAllByName(host)[0];
    try (ServerSocket inside = new ServerSocket(0, 1, own)) {
      String id = "https://" + host + ":" + inside.getLocalPort() + "/client";

      HttpResponse<String> answer = browser.get(authorize(Map.of("client_id", id)));

      assertThat(answer.statusCode()).isEqualTo(400);
      inside.setSoTimeout(200);
      assertThatThrownBy(inside::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void exchangesACodeForNoOtherResourceThanTheUserAgreedTo() throws Exception {
    String code = code(PYTHON, "python:read");

    HttpResponse<String> answer = exchange(code, Server.ISSUER + "/mcp");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_target");
  }

  @Test
  void wantsACodeChallenge() throws Exception {
    URI callback = location(browser.get(authorize(Map.of("code_challenge", ""))));

    assertThat(Server.query(callback)).containsEntry("error", "invalid_request");
  }

  @Test
  void showsWhereTheCodeGoesAndWarnsOfThisMachine() throws Exception {
    HttpResponse<String> page = consentPage(PYTHON, "python:read python:destructive");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("localhost:33418", "program on this computer", "Test client &lt;b&gt;")
        .contains("value=\"python:read\" checked")
        .doesNotContain("value=\"python:destructive\" checked")
        .doesNotContain("<b>");
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("frame-ancestors 'none'", "form-action 'self' http://localhost:33418");
  }

  @Test
  void showsAConsentToNobodyElse() throws Exception {
    String state = Server.query(location(browser.get(authorize(Map.of())))).get("state");

    HttpResponse<String> stranger = server.new Browser().get("/login/consent?state=" + state);

    assertThat(stranger.statusCode()).isEqualTo(404);
  }

  @Test
  void asksForConsentEachTime() throws Exception {
    logIn(PYTHON, "python:read");

    assertThat(consentPage(PYTHON, "python:read").statusCode()).isEqualTo(200);
  }

  @Test
  void sendsNoCodeWhenTheUserRefuses() throws Exception {
    HttpResponse<String> page = consentPage(PYTHON, "python:read");
    HttpResponse<String> refused =
        browser.post(
            "/oauth2/authorize", Map.of("client_id", client, "state", field(page, "state")));

    assertThat(Server.query(location(refused)))
        .containsEntry("error", "access_denied")
        .containsEntry("iss", Server.ISSUER)
        .doesNotContainKey("code");
  }

  @Test
  void rotatesRefreshTokensAndEndsTheFamilyOnReuse() throws Exception {
    String first = logIn(PYTHON, "python:read").get("refresh_token").toString();
    HttpResponse<String> refreshed = refresh(first);
    assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
    SignedJWT token = SignedJWT.parse(Server.json(refreshed).get("access_token").toString());
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(PYTHON);
    String second = Server.json(refreshed).get("refresh_token").toString();
    assertThat(second).isNotEqualTo(first);

    assertThat(refresh(first).statusCode()).isEqualTo(400);

    assertThat(refresh(second).body()).contains("invalid_grant");
    String session = token.getJWTClaimsSet().getStringClaim("sid");
    assertThat(server.revocations()).anyMatch(isSession(session));
    assertThat(server.isActive(token.serialize())).isFalse();
  }

  private static Predicate<Revocation> isSession(String id) {
    return each -> each.kind() == Revocation.Kind.SESSION && each.value().equals(id);
  }

  @Test
  void revokesAnAccessTokenAloneWhileItsSessionGoesOn() throws Exception {
    Map<String, Object> tokens = logIn(PYTHON, "python:read");
    SignedJWT access = SignedJWT.parse(tokens.get("access_token").toString());
    assertThat(server.isActive(access.serialize())).isTrue();

    browser.post("/oauth2/revoke", Map.of("client_id", client, "token", access.serialize()));

    String id = access.getJWTClaimsSet().getJWTID();
    assertThat(server.revocations())
        .anyMatch(each -> each.kind() == Revocation.Kind.TOKEN && each.value().equals(id))
        .noneMatch(isSession(access.getJWTClaimsSet().getStringClaim("sid")));
    assertThat(server.isActive(access.serialize())).isFalse();
    HttpResponse<String> refreshed = refresh(tokens.get("refresh_token").toString());
    assertThat(server.isActive(Server.json(refreshed).get("access_token").toString())).isTrue();
  }

  @Test
  void revokesAnAccessTokenThatRefreshingReplaced() throws Exception {
    Map<String, Object> tokens = logIn(PYTHON, "python:read");
    SignedJWT first = SignedJWT.parse(tokens.get("access_token").toString());
    refresh(tokens.get("refresh_token").toString());

    HttpResponse<String> answer =
        browser.post("/oauth2/revoke", Map.of("client_id", client, "token", first.serialize()));

    assertThat(answer.statusCode()).isEqualTo(200);
    String id = first.getJWTClaimsSet().getJWTID();
    assertThat(server.revocations())
        .anyMatch(each -> each.kind() == Revocation.Kind.TOKEN && each.value().equals(id));
  }

  @Test
  void revokesNoTokenOfAnotherClient() throws Exception {
    Map<String, Object> tokens = logIn(PYTHON, "python:read");
    String first = tokens.get("access_token").toString();
    refresh(tokens.get("refresh_token").toString());

    browser.post("/oauth2/revoke", Map.of("client_id", "aios-cli", "token", first));

    String id = SignedJWT.parse(first).getJWTClaimsSet().getJWTID();
    assertThat(server.revocations()).noneMatch(each -> each.value().equals(id));
  }

  /** A name is enough for public clients only, and not to ask about tokens. */
  @Test
  void takesNoOtherClientByItsNameAlone() throws Exception {
    String token = logIn(PYTHON, "python:read").get("access_token").toString();

    assertThat(
            browser
                .post("/oauth2/revoke", Map.of("client_id", "gateway", "token", token))
                .statusCode())
        .isEqualTo(401);
    for (String name : List.of("gateway", client)) {
      assertThat(
              browser
                  .post("/oauth2/introspect", Map.of("client_id", name, "token", token))
                  .statusCode())
          .as(name)
          .isIn(400, 401);
    }
  }

  @Test
  void revokesRefreshTokensOfPublicClients() throws Exception {
    Map<String, Object> tokens = logIn(PYTHON, "python:read");
    String token = tokens.get("refresh_token").toString();

    HttpResponse<String> revoked =
        browser.post("/oauth2/revoke", Map.of("client_id", client, "token", token));

    assertThat(revoked.statusCode()).as(revoked.body() + revoked.headers()).isEqualTo(200);
    assertThat(refresh(token).statusCode()).isEqualTo(400);
    String access = tokens.get("access_token").toString();
    assertThat(server.isActive(access)).isFalse();
    assertThat(server.revocations())
        .anyMatch(isSession(SignedJWT.parse(access).getJWTClaimsSet().getStringClaim("sid")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:33418/callback",
        "http://localhost:33418/other",
        "https://localhost:33418/callback",
        "http://localhost.evil.example:33418/callback",
        "http://localhost:33418@evil.example/callback"
      })
  void redirectsNowhereButToTheRegisteredAddressOnAnyPort(String redirect) throws Exception {
    HttpResponse<String> answer = browser.get(authorize(Map.of("redirect_uri", redirect)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/callback",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a.example/cb#fragment",
        "file:///etc/passwd",
        "no address"
      })
  void registersNoDangerousRedirect(String redirect) throws Exception {
    assertThat(register(browser, redirect)).containsEntry("error", "invalid_redirect_uri");
  }

  @Test
  void registersOnlyPublicClients() throws Exception {
    HttpResponse<String> answer =
        registration(
            browser,
            Map.of(
                "redirect_uris",
                List.of(CALLBACK),
                "token_endpoint_auth_method",
                "client_secret_basic"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_client_metadata", "client_secret_basic");
  }

  @Test
  void fetchesNoClientDocumentFromThisMachineOrItsNetworks() throws Exception {
    for (String id :
        List.of(
            "https://127.0.0.1/client.json",
            "https://localhost/client.json",
            "https://[::1]/client.json",
            "https://169.254.169.254/client.json")) {
      assertThat(browser.get(authorize(Map.of("client_id", id))).statusCode()).isEqualTo(400);
    }
  }

  Map<String, Object> logIn(String resource, String scope) throws Exception {
    HttpResponse<String> answer = exchange(code(resource, scope), resource);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Server.json(answer);
  }

  String code(String resource, String scope) throws Exception {
    HttpResponse<String> page = consentPage(resource, scope);
    HttpResponse<String> allowed =
        browser.post(
            "/oauth2/authorize",
            Map.of("client_id", client, "state", field(page, "state"), "scope", scope));
    Map<String, String> answer = Server.query(location(allowed));
    assertThat(answer).containsEntry("iss", Server.ISSUER).containsEntry("state", "s1");
    return answer.get("code");
  }

  private HttpResponse<String> consentPage(String resource, String scope) throws Exception {
    URI consent = location(browser.get(authorize(Map.of("resource", resource, "scope", scope))));
    assertThat(consent.getPath()).isEqualTo("/login/consent");
    return browser.get(consent.getPath() + "?" + consent.getRawQuery());
  }

  private String authorize(Map<String, String> changes) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    Map<String, String> parameters = new HashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", client);
    parameters.put("redirect_uri", CALLBACK);
    parameters.put("scope", "python:read");
    parameters.put("state", "s1");
    parameters.put(
        "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    parameters.put("code_challenge_method", "S256");
    parameters.putAll(changes);
    return "/oauth2/authorize?" + Server.form(parameters);
  }

  private HttpResponse<String> exchange(String code, String resource) throws Exception {
    return browser.post(
        "/oauth2/token",
        Map.of(
            "grant_type", "authorization_code",
            "client_id", client,
            "code", code,
            "redirect_uri", CALLBACK,
            "code_verifier", VERIFIER,
            "resource", resource));
  }

  HttpResponse<String> refresh(String token) throws Exception {
    return browser.post(
        "/oauth2/token",
        Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", token));
  }

  static Map<String, Object> register(Server.Browser browser, String redirect) throws Exception {
    return Server.json(
        registration(
            browser,
            Map.of(
                "client_name",
                "Test client <b>",
                "redirect_uris",
                List.of(redirect),
                "token_endpoint_auth_method",
                "none")));
  }

  private static HttpResponse<String> registration(
      Server.Browser browser, Map<String, Object> metadata) throws Exception {
    return browser.send(
        "POST",
        "/oauth2/register",
        JSONObjectUtils.toJSONString(metadata),
        "Content-Type",
        "application/json");
  }

  private static String field(HttpResponse<String> page, String name) {
    var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static URI location(HttpResponse<String> answer) {
    return URI.create(
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body())));
  }
}
