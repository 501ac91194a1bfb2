package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class LoginIT {
  private static final String VERIFIER = "v".repeat(64);
  private static final String CALLBACK = "http://127.0.0.1:49152/callback";

  private final Server server = Server.running();
  private final Server.Browser browser = server.new Browser();

  @Test
  void logsTheCommandLineInWithoutAPassword() throws Exception {
    var records = new RecordedLogins();
    assertThat(localLogin(browser).statusCode()).isEqualTo(204);
    records.await("admin", "login.key-file");

    URI callback = location(browser.get(authorize(Map.of())));

    assertThat(callback.toString()).startsWith(CALLBACK);
    assertThat(Server.query(callback))
        .containsEntry("state", "s1")
        .containsEntry("iss", Server.ISSUER);
    HttpResponse<String> answer = exchange(Server.query(callback).get("code"), VERIFIER);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat((Long) Server.json(answer).get("expires_in")).isBetween(3500L, 3600L);
    SignedJWT token = SignedJWT.parse(Server.json(answer).get("access_token").toString());
    assertThat(token.getHeader().getType().toString()).isEqualTo("at+jwt");
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(Server.ISSUER);
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(Server.ISSUER);
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("admin");
    assertThat(token.getJWTClaimsSet().getClaim("client_id")).isEqualTo("aios-cli");
    assertThat(token.getJWTClaimsSet().getStringListClaim("scope"))
        .containsExactlyInAnyOrder("*:read", "*:write", "ops:read");
  }

  @Test
  void givesLessThanTheClientMayHaveWhenLessIsAsked() throws Exception {
    localLogin(browser);

    URI callback = location(browser.get(authorize(Map.of("scope", "sysops:read"))));

    HttpResponse<String> answer = exchange(Server.query(callback).get("code"), VERIFIER);
    SignedJWT token = SignedJWT.parse(Server.json(answer).get("access_token").toString());
    assertThat(token.getJWTClaimsSet().getStringListClaim("scope")).containsExactly("sysops:read");
  }

  @Test
  void refusesScopesThatNothingTheClientHasCovers() throws Exception {
    localLogin(browser);

    for (String scope : new String[] {"internal:signing-keys", "sysops:admin", "**:read"}) {
      URI callback = location(browser.get(authorize(Map.of("scope", scope))));
      assertThat(Server.query(callback)).containsEntry("error", "invalid_scope");
    }
  }

  @Test
  void continuesTheRequestThatAskedForTheLogin() throws Exception {
    HttpResponse<String> asked = browser.get(authorize(Map.of()));
    assertThat(asked.statusCode()).isEqualTo(302);
    assertThat(asked.headers().firstValue("Location")).hasValue("/login");

    HttpResponse<String> loggedIn = localLogin(browser);

    assertThat(loggedIn.statusCode()).isEqualTo(303);
    String next = loggedIn.headers().firstValue("Location").orElseThrow();
    assertThat(next).startsWith("/oauth2/authorize?");
    assertThat(location(browser.get(next)).toString()).startsWith(CALLBACK + "?code=");
  }

  @Test
  void logsInByPasswordOnThePage() throws Exception {
    browser.get(authorize(Map.of()));
    HttpResponse<String> page = browser.get("/login");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    String password = Files.readString(server.dataDir.resolve("secrets/admin-password")).strip();

    HttpResponse<String> loggedIn = passwordLogin(browser, page, "admin", password);

    assertThat(loggedIn.statusCode()).isEqualTo(303);
    String next = loggedIn.headers().firstValue("Location").orElseThrow();
    assertThat(location(browser.get(next)).toString()).startsWith(CALLBACK + "?code=");
  }

  @Test
  void slowsDownWhoGuesses() throws Exception {
    HttpResponse<String> page = browser.get("/login");
    for (int i = 0; i < 5; i++) {
      assertThat(location(passwordLogin(browser, page, "mallory", "guess")).toString())
          .endsWith("/login?error=wrong");
    }
    assertThat(location(passwordLogin(browser, page, "mallory", "guess")).toString())
        .endsWith("/login?error=wait");
  }

  @Test
  void wantsTheFormsOwnToken() throws Exception {
    browser.get("/login");

    var answer = browser.post("/login", Map.of("username", "admin", "password", "x"));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void takesANonceOnce() throws Exception {
    String nonce = nonce(browser);
    assertThat(prove(browser, nonce, proof(nonce)).statusCode()).isEqualTo(204);

    assertThat(prove(server.new Browser(), nonce, proof(nonce)).statusCode()).isEqualTo(403);
  }

  @Test
  void refusesAProofMadeWithAnotherKey() throws Exception {
    var records = new RecordedLogins();
    String nonce = nonce(browser);
    assertThat(prove(browser, nonce, "AAAA").statusCode()).isEqualTo(403);
    records.awaitRefusal("admin", "login.key-file", "wrong-credentials");
    assertThat(prove(browser, nonce, proof(nonce)).statusCode()).isEqualTo(403);
    assertThat(browser.get(authorize(Map.of())).headers().firstValue("Location"))
        .hasValue("/login");
  }

  @Test
  void offersLocalLoginToDirectCallersOnly() throws Exception {
    assertThat(browser.get("/login/local", "X-Forwarded-For", "127.0.0.1").statusCode())
        .isEqualTo(403);
  }

  @Test
  void wantsProofOfPossessionOfTheCode() throws Exception {
    localLogin(browser);
    String code = Server.query(location(browser.get(authorize(Map.of())))).get("code");

    assertThat(exchange(code, "w".repeat(64)).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesAuthorizationWithoutCodeChallenge() throws Exception {
    localLogin(browser);

    URI callback = location(browser.get(authorize(Map.of("code_challenge", ""))));

    assertThat(Server.query(callback))
        .containsEntry("error", "invalid_request")
        .containsEntry("iss", Server.ISSUER);
    URI plain = location(browser.get(authorize(Map.of("code_challenge_method", "plain"))));
    assertThat(Server.query(plain)).containsEntry("error", "invalid_request");
  }

  @Test
  void neverRedirectsToAnUnknownAddress() throws Exception {
    localLogin(browser);

    var answer = browser.get(authorize(Map.of("redirect_uri", "http://evil.example/callback")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void keepsSecretsFromOtherAccountsOfTheMachine() throws Exception {
    for (String name :
        new String[] {
          "secrets/admin-password", "secrets/master-keys.json", "run/local-login.key"
        }) {
      Path file = server.dataDir.resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
          .isEqualTo("rwx------");
    }
  }

  static String authorize(Map<String, String> changes) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    Map<String, String> parameters = new HashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", "aios-cli");
    parameters.put("redirect_uri", CALLBACK);
    parameters.put("scope", "*:read *:write ops:read");
    parameters.put("state", "s1");
    parameters.put(
        "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    parameters.put("code_challenge_method", "S256");
    parameters.putAll(changes);
    parameters.values().removeIf(String::isEmpty);
    return "/oauth2/authorize?" + Server.form(parameters);
  }

  private HttpResponse<String> exchange(String code, String verifier) throws Exception {
    return browser.post(
        "/oauth2/token",
        Map.of(
            "grant_type", "authorization_code",
            "client_id", "aios-cli",
            "code", code,
            "redirect_uri", CALLBACK,
            "code_verifier", verifier));
  }

  private HttpResponse<String> localLogin(Server.Browser by) throws Exception {
    String nonce = nonce(by);
    return prove(by, nonce, proof(nonce));
  }

  private static String nonce(Server.Browser by) throws Exception {
    return Server.json(by.get("/login/local")).get("nonce").toString();
  }

  private static HttpResponse<String> prove(Server.Browser by, String nonce, String proof)
      throws Exception {
    return by.post("/login/local", Map.of("nonce", nonce, "proof", proof));
  }

  private String proof(String nonce) throws Exception {
    byte[] key =
        Base64.getUrlDecoder()
            .decode(Files.readString(server.dataDir.resolve("run/local-login.key")).strip());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(mac.doFinal(nonce.getBytes(StandardCharsets.US_ASCII)));
  }

  private static HttpResponse<String> passwordLogin(
      Server.Browser by, HttpResponse<String> page, String name, String password) throws Exception {
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(token.find()).isTrue();
    return by.post(
        "/login", Map.of("username", name, "password", password, "_csrf", token.group(1)));
  }

  private static URI location(HttpResponse<String> answer) {
    return URI.create(
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body())));
  }
}
