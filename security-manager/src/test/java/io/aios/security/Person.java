package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a browser, who logs in by password and lets the command line have a token. */
final class Person {
  static final String CALLBACK = "http://127.0.0.1:49152/callback";
  private static final String VERIFIER = "v".repeat(64);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Server server = Server.running();
  final Server.Browser browser = server.new Browser();
  final String name;
  String password;

  private Person(String name, String password) {
    this.name = name;
    this.password = password;
  }

  static Person administrator() throws Exception {
    return new Person(
        "admin",
        Files.readString(Server.running().dataDir.resolve("secrets/admin-password")).strip());
  }

  /** A new user. */
  static Person with(String... roles) throws Exception {
    var person =
        new Person("u-" + UUID.randomUUID().toString().substring(0, 8), "twelve wet otters");
    HttpResponse<String> added =
        asAdministrator(
            "POST",
            "/api/v1/users",
            Map.of("name", person.name, "password", person.password, "roles", List.of(roles)));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    return person;
  }

  static HttpResponse<String> asAdministrator(String method, String path, @Nullable Object body)
      throws Exception {
    return as("admin", method, path, body);
  }

  static HttpResponse<String> as(String subject, String method, String path, @Nullable Object body)
      throws Exception {
    Server server = Server.running();
    return server.new Browser()
        .send(
            method,
            path,
            body == null ? "" : JSON.writeValueAsString(body),
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + server.hopTokenOf(subject, "users", "*:read", "*:write"));
  }

  void change(Map<String, Object> change) throws Exception {
    HttpResponse<String> changed = asAdministrator("PATCH", "/api/v1/users/" + name, change);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
  }

  /** Where the login page sends the browser. */
  HttpResponse<String> logIn() throws Exception {
    return logIn(password);
  }

  HttpResponse<String> logIn(String typed, String... headers) throws Exception {
    return browser.post(
        "/login",
        Map.of("username", name, "password", typed, "_csrf", csrf(browser.get("/login"))),
        headers);
  }

  static String csrf(HttpResponse<String> page) {
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(token.find()).as(page.statusCode() + " " + page.body()).isTrue();
    return token.group(1);
  }

  HttpResponse<String> authorize(String scope) throws Exception {
    return authorize(Map.of("scope", scope));
  }

  HttpResponse<String> authorize(Map<String, String> changes) throws Exception {
    return browser.get(LoginIT.authorize(changes));
  }

  /** The answer of the token endpoint. */
  Map<String, Object> tokens(Map<String, String> changes) throws Exception {
    return exchange(code(authorize(changes)));
  }

  static String code(HttpResponse<String> authorized) {
    Map<String, String> query = Server.query(location(authorized));
    assertThat(query).containsKey("code");
    return query.get("code");
  }

  HttpResponse<String> redeem(String code) throws Exception {
    return browser.post(
        "/oauth2/token",
        Map.of(
            "grant_type", "authorization_code",
            "client_id", "aios-cli",
            "code", code,
            "redirect_uri", CALLBACK,
            "code_verifier", VERIFIER));
  }

  Map<String, Object> exchange(String code) throws Exception {
    HttpResponse<String> answer = redeem(code);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Server.json(answer);
  }

  /** A token with everything that was asked for and is permitted. */
  String token(String scope) throws Exception {
    return tokens(Map.of("scope", scope)).get("access_token").toString();
  }

  static JWTClaimsSet claims(Map<String, Object> tokens) throws Exception {
    return claims(tokens.get("access_token").toString());
  }

  static JWTClaimsSet claims(String token) throws Exception {
    return SignedJWT.parse(token).getJWTClaimsSet();
  }

  static Set<String> scopes(JWTClaimsSet claims) throws Exception {
    return Set.copyOf(claims.getStringListClaim("scope"));
  }

  static URI location(HttpResponse<String> answer) {
    return URI.create(
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body())));
  }

  static Map<String, String> with(Map<String, String> parameters, String name, String value) {
    Map<String, String> more = new HashMap<>(parameters);
    more.put(name, value);
    return more;
  }
}
