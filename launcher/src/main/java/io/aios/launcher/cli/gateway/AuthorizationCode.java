package io.aios.launcher.cli.gateway;

import io.aios.launcher.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The authorization-code flow with PKCE (OAuth 2.1, RFC 8252) for the public client aios-cli. */
final class AuthorizationCode {
  static final String CLIENT = "aios-cli";
  static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final String server;
  private final String redirect;
  private final Set<String> scopes;
  private final Pkce pkce = Pkce.fresh();

  /**
   * @param server base URL of the authorization server
   * @param redirect a loopback address ending in {@code /callback}
   */
  AuthorizationCode(String server, String redirect, Set<String> scopes) {
    this.server = server;
    this.redirect = redirect;
    this.scopes = new TreeSet<>(scopes);
  }

  /** Where the login begins. */
  URI authorizeUri() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", CLIENT);
    parameters.put("redirect_uri", redirect);
    parameters.put("scope", String.join(" ", scopes));
    parameters.put("state", pkce.state());
    parameters.put("code_challenge", pkce.challenge());
    parameters.put("code_challenge_method", "S256");
    return URI.create(server + "/oauth2/authorize?" + FormBody.encode(parameters));
  }

  /** The code of an answer that came back to the redirect address. */
  String codeOf(Map<String, String> answer) {
    String error = answer.get("error");
    if (error != null) {
      throw new CommandFailure(
          CommandFailure.REFUSED,
          "login was refused: " + error + " " + answer.getOrDefault("error_description", ""));
    }
    String code = answer.get("code");
    if (code == null || !pkce.state().equals(answer.get("state"))) {
      throw new CommandFailure(
          CommandFailure.REFUSED, "the login's answer does not belong to this login; try again");
    }
    return code;
  }

  /** Exchanges the code for a token. */
  AccessToken exchange(HttpClient http, String code, Clock clock)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", CLIENT);
    form.put("code", code);
    form.put("redirect_uri", redirect);
    form.put("code_verifier", pkce.verifier());
    HttpResponse<String> response = post(http, server + "/oauth2/token", form);
    return token(server, parse(response), response.statusCode(), scopes, clock);
  }

  /** The token of an answer of the token endpoint. */
  static AccessToken token(
      String server, JsonNode answer, int status, Set<String> asked, Clock clock) {
    if (status != 200) {
      throw new CommandFailure(
          CommandFailure.REFUSED,
          "no token: "
              + answer.path("error").asString("status " + status)
              + " "
              + answer.path("error_description").asString(""));
    }
    Set<String> granted =
        Set.of(answer.path("scope").asString(String.join(" ", asked)).split(" ", -1));
    return new AccessToken(
        answer.path("access_token").asString(""),
        granted,
        server,
        clock.instant().plusSeconds(answer.path("expires_in").asLong(0)));
  }

  /** Tells the server that a token is not to be accepted any more. */
  static void revoke(HttpClient http, String server, AccessToken token)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        post(http, server + "/oauth2/revoke", Map.of("client_id", CLIENT, "token", token.value()));
    if (response.statusCode() != 200) {
      throw new CommandFailure(
          CommandFailure.FAILED, "the token was not revoked: status " + response.statusCode());
    }
  }

  static HttpResponse<String> post(HttpClient http, String uri, Map<String, String> form)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(FormBody.encode(form)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode parse(HttpResponse<String> response) {
    try {
      return JsonMapper.builder().build().readTree(response.body());
    } catch (JacksonException e) {
      throw new CommandFailure(
          CommandFailure.FAILED,
          "the authorization server answered " + response.statusCode() + " without JSON");
    }
  }
}
