package io.aios.launcher.cli.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.launcher.cli.CommandFailure;
import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.SuiteState;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's HTTP API for one command, with a token that is renewed when it is refused. */
public final class Gateway implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration LONGEST_TOOL = Duration.ofMinutes(10);

  private final String base;
  private final Tokens tokens;
  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  public Gateway(DataDirectory data, SuiteState state, Clock clock) {
    this.base = state.gatewayUrl();
    this.tokens = new Tokens(data, state, clock);
  }

  /** GET of a path below the gateway, answered with JSON. */
  public JsonNode get(String path) throws InterruptedException, IOException {
    return json(send(request(path), null));
  }

  /** POST of a JSON document. */
  public JsonNode post(String path, Object body) throws InterruptedException, IOException {
    return json(send(request(path), json.writeValueAsString(body)));
  }

  /** Any other method; an answer without a body is empty JSON. */
  public JsonNode send(String method, String path, @Nullable Object body)
      throws InterruptedException, IOException {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
    HttpRequest.Builder request =
        request(path).header("Content-Type", "application/json").method(method, publisher);
    return json(send(request, null));
  }

  /**
   * The structured answer of a tool.
   *
   * @throws CommandFailure when the tool failed or was refused
   */
  public JsonNode tool(String name, Object arguments) throws InterruptedException, IOException {
    HttpRequest.Builder request = request("/api/v1/tools/" + name).timeout(LONGEST_TOOL);
    JsonNode answer = json(send(request, json.writeValueAsString(arguments)));
    if (answer.path("isError").asBoolean(false)) {
      String text = answer.path("content").path(0).path("text").asString(name + " failed");
      throw new CommandFailure(CommandFailure.FAILED, text);
    }
    return answer.path("structuredContent");
  }

  /** The event stream of a GET, to be closed by the caller. */
  public ServerSentEvents events(String path, @Nullable String lastEventId)
      throws InterruptedException, IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return events(request);
  }

  /** The event stream of a POST, to be closed by the caller. */
  public ServerSentEvents postForEvents(String path) throws InterruptedException, IOException {
    return events(
        HttpRequest.newBuilder(URI.create(base + path)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  private ServerSentEvents events(HttpRequest.Builder request)
      throws InterruptedException, IOException {
    request.header("Accept", "text/event-stream");
    request.header("Authorization", "Bearer " + tokens.current().value());
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      try (InputStream body = response.body()) {
        throw refusal(response.statusCode(), parsed(new String(body.readAllBytes(), UTF_8)));
      }
    }
    return new ServerSentEvents(response.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, @Nullable String body)
      throws InterruptedException, IOException {
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<String> response = once(request, tokens.current());
    return response.statusCode() == 401 ? once(request, tokens.renew()) : response;
  }

  private HttpResponse<String> once(HttpRequest.Builder request, AccessToken token)
      throws InterruptedException, IOException {
    request.setHeader("Authorization", "Bearer " + token.value());
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode parsed(String body) {
    try {
      return json.readTree(body.isBlank() ? "{}" : body);
    } catch (JacksonException e) {
      return json.valueToTree(Map.of());
    }
  }

  private JsonNode json(HttpResponse<String> response) {
    JsonNode body = parsed(response.body());
    if (response.statusCode() >= 300) {
      throw refusal(response.statusCode(), body);
    }
    return body;
  }

  /** A problem document (RFC 9457) in one sentence. */
  private static CommandFailure refusal(int status, JsonNode problem) {
    int exit =
        status == 401 || status == 403 || status == 429
            ? CommandFailure.REFUSED
            : CommandFailure.FAILED;
    String detail =
        problem.path("detail").asString(problem.path("title").asString("no reason given"));
    String pointer = problem.path("pointer").asString("");
    String trace = problem.path("traceId").asString("");
    return new CommandFailure(
        exit,
        "%s%s (status %d%s)"
            .formatted(
                detail,
                pointer.isEmpty() || detail.contains(pointer) ? "" : " at " + pointer,
                status,
                trace.isEmpty() ? "" : ", trace " + trace),
        status == 502 || status == 503 || status == 504);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
