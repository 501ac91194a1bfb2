package io.aios.launcher.cli.gateway;

import io.aios.launcher.cli.CommandFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Login by a browser elsewhere, in which the user types a code that is shown here (RFC 8628). */
public final class DeviceLogin {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final long INTERVAL = 5;
  private static final Duration SLOWER = Duration.ofSeconds(5);

  private final String server;
  private final Clock clock;

  DeviceLogin(String server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  /**
   * What the user is told.
   *
   * @param address where the code is typed
   */
  public record Shown(String address, String code) {}

  AccessToken login(Set<String> scopes, Consumer<Shown> show) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      JsonNode started = start(http, scopes);
      show.accept(
          new Shown(
              started.path("verification_uri").asString(""),
              started.path("user_code").asString("")));
      return await(http, started, scopes);
    } catch (IOException e) {
      throw new CommandFailure(
          CommandFailure.NOT_RUNNING,
          "the login at " + server + " does not answer: " + e.getMessage());
    }
  }

  private JsonNode start(HttpClient http, Set<String> scopes)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        AuthorizationCode.post(
            http,
            server + "/oauth2/device_authorization",
            Map.of(
                "client_id",
                AuthorizationCode.CLIENT,
                "scope",
                String.join(" ", new TreeSet<>(scopes))));
    JsonNode answer = AuthorizationCode.parse(response);
    if (response.statusCode() != 200) {
      throw new CommandFailure(
          CommandFailure.REFUSED,
          "no code: " + answer.path("error").asString("status " + response.statusCode()));
    }
    return answer;
  }

  private AccessToken await(HttpClient http, JsonNode started, Set<String> scopes)
      throws IOException, InterruptedException {
    Instant end = clock.instant().plusSeconds(started.path("expires_in").asLong(0));
    Duration interval = Duration.ofSeconds(started.path("interval").asLong(INTERVAL));
    while (clock.instant().isBefore(end)) {
      Thread.sleep(interval);
      HttpResponse<String> response =
          AuthorizationCode.post(
              http,
              server + "/oauth2/token",
              Map.of(
                  "grant_type",
                  GRANT,
                  "client_id",
                  AuthorizationCode.CLIENT,
                  "device_code",
                  started.path("device_code").asString("")));
      JsonNode answer = AuthorizationCode.parse(response);
      switch (answer.path("error").asString("")) {
        case "authorization_pending" -> {}
        case "slow_down" -> interval = interval.plus(SLOWER);
        default -> {
          return AuthorizationCode.token(server, answer, response.statusCode(), scopes, clock);
        }
      }
    }
    throw new CommandFailure(CommandFailure.REFUSED, "nobody typed the code in time");
  }
}
