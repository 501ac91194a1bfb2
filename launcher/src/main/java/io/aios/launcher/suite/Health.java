package io.aios.launcher.suite;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.SuiteState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Asks services on this machine how they are. */
public final class Health implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * @param tls what to show to services that demand a certificate
   */
  public Health(Optional<SSLContext> tls) {
    HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT);
    tls.ifPresent(client::sslContext);
    this.http = client.build();
  }

  /** For the owner of a running suite. */
  public static Health of(DataDirectory data, SuiteState state) {
    return new Health(state.mutualTls() ? Optional.of(OwnerTls.context(data)) : Optional.empty());
  }

  /**
   * What a service says of itself.
   *
   * @param up whether it can do its work
   * @param causes the components that are not, each with its reason
   * @param toolServers state by alias of the servers whose tools it has; of the gateway only
   */
  public record Report(boolean up, String causes, Map<String, String> toolServers) {
    public Report(boolean up, String causes) {
      this(up, causes, Map.of());
    }
  }

  /** Whether anything accepts connections on the port. */
  public boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Asks {@code /actuator/health}.
   *
   * @param service where it is called, without a path
   */
  public Report of(URI service) throws InterruptedException {
    try {
      Answer answer = health(service);
      JsonNode body = answer.body();
      boolean up = answer.status() == 200 && "UP".equals(body.path("status").asString(""));
      return new Report(up, up ? "" : causes(body, answer.status()), toolServers(body));
    } catch (IOException | JacksonException e) {
      return new Report(
          false,
          "no answer on port " + service.getPort() + " (" + e.getClass().getSimpleName() + ")",
          Map.of());
    }
  }

  /**
   * What one component of a service's health says, such as {@code secrets}; a missing node where
   * there is none or nothing answers.
   */
  public JsonNode component(URI service, String name) throws InterruptedException {
    try {
      return health(service).body().path("components").path(name);
    } catch (IOException | JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  private record Answer(int status, JsonNode body) {}

  private Answer health(URI service) throws IOException, InterruptedException {
    URI uri = service.resolve("/actuator/health");
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), json.readTree(response.body()));
  }

  private static Map<String, String> toolServers(JsonNode body) {
    Map<String, String> states = new HashMap<>();
    body.path("components")
        .path("toolServers")
        .path("details")
        .properties()
        .forEach(
            server ->
                states.put(server.getKey(), server.getValue().path("state").asString("unknown")));
    return states;
  }

  private static String causes(JsonNode body, int status) {
    List<String> causes = new ArrayList<>();
    body.path("components")
        .properties()
        .forEach(
            component -> {
              JsonNode health = component.getValue();
              if (!"UP".equals(health.path("status").asString(""))) {
                causes.add(component.getKey() + ": " + reason(health));
              }
            });
    return causes.isEmpty() ? "health answers " + status : String.join("; ", causes);
  }

  private static String reason(JsonNode health) {
    JsonNode details = health.path("details");
    for (String key : List.of("reason", "error", "message", "description")) {
      if (details.has(key)) {
        return details.path(key).asString("");
      }
    }
    return health.path("status").asString("unknown");
  }

  @Override
  public void close() {
    http.close();
  }
}
