package io.aios.launcher.cli.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * MCP's stdio transport in front of its HTTP transport, for both protocol eras. A line in is a
 * POST; each message of the answer, be it JSON or an event stream, is a line out. A cancellation
 * hangs up, which is how HTTP cancels. When the client goes away, all that it began ends.
 */
public final class StdioBridge implements AutoCloseable {
  private static final String META_VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final Set<String> NAMED =
      Set.of(
          "tools/call",
          "prompts/get",
          "resources/read",
          "tasks/get",
          "tasks/update",
          "tasks/cancel");
  private static final int MAX_AT_ONCE = 64;
  private static final int INTERNAL_ERROR = -32603;

  private final URI endpoint;
  private final Tokens tokens;
  private final OutputStream out;
  private final Consumer<String> log;
  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(MAX_AT_ONCE);
  private final Map<JsonNode, Thread> running = new ConcurrentHashMap<>();
  private volatile @Nullable String legacyVersion;

  /**
   * @param out nothing but messages is written here
   * @param log gets lines about what went wrong
   */
  public StdioBridge(URI endpoint, Tokens tokens, OutputStream out, Consumer<String> log) {
    this.endpoint = endpoint;
    this.tokens = tokens;
    this.out = out;
    this.log = log;
  }

  /** Serves until the input ends; then what is still running gets a moment to finish. */
  public void run(InputStream in) throws IOException, InterruptedException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        accept(line);
      }
    }
    calls.shutdown();
    if (!calls.awaitTermination(2, TimeUnit.SECONDS)) {
      calls.shutdownNow();
    }
  }

  private void accept(String line) throws InterruptedException {
    JsonNode message;
    try {
      message = json.readTree(line);
    } catch (JacksonException e) {
      answer(null, -32700, "The line is not JSON");
      return;
    }
    if (message.path("method").asString("").equals("notifications/cancelled")) {
      Thread call = running.remove(message.path("params").path("requestId"));
      if (call != null) {
        call.interrupt();
        return;
      }
    }
    if (message.path("method").asString("").equals("initialize")) {
      forward(message, line);
      return;
    }
    room.acquire();
    calls.execute(
        () -> {
          try {
            forward(message, line);
          } finally {
            room.release();
          }
        });
  }

  private void forward(JsonNode message, String line) {
    JsonNode id = message.get("id");
    try {
      if (id != null) {
        running.put(id, Thread.currentThread());
      }
      HttpResponse<InputStream> response = send(message, line);
      try (InputStream body = response.body()) {
        relay(message, response, body);
      }
    } catch (InterruptedException e) {
      log.accept("mcp: call " + id + " was cancelled");
    } catch (IOException | RuntimeException e) {
      log.accept("mcp: " + e);
      if (id != null && running.containsKey(id)) {
        answer(id, INTERNAL_ERROR, "The gateway does not answer: " + e.getMessage());
      }
    } finally {
      if (id != null) {
        running.remove(id);
      }
    }
  }

  private HttpResponse<InputStream> send(JsonNode message, String line)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(line));
    headers(message).forEach(request::header);
    HttpResponse<InputStream> response = once(request, tokens.current());
    if (response.statusCode() != 401) {
      return response;
    }
    response.body().close();
    return once(request, tokens.renew());
  }

  private HttpResponse<InputStream> once(HttpRequest.Builder request, AccessToken token)
      throws IOException, InterruptedException {
    request.setHeader("Authorization", "Bearer " + token.value());
    return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** The headers that mirror the body (2026-07-28), or name the version agreed on before it. */
  private Map<String, String> headers(JsonNode message) {
    JsonNode params = message.path("params");
    String version = params.path("_meta").path(META_VERSION).asString("");
    if (version.isEmpty()) {
      String agreed = legacyVersion;
      return agreed == null ? Map.of() : Map.of("MCP-Protocol-Version", agreed);
    }
    String method = message.path("method").asString("");
    Map<String, String> headers = new java.util.LinkedHashMap<>();
    headers.put("MCP-Protocol-Version", version);
    headers.put("Mcp-Method", encoded(method));
    String name =
        method.startsWith("tasks/")
            ? params.path("taskId").asString("")
            : params.path("name").asString(params.path("uri").asString(""));
    if (NAMED.contains(method) && !name.isEmpty()) {
      headers.put("Mcp-Name", encoded(name));
    }
    return headers;
  }

  /** What a header cannot hold goes in as Base64 (transport page of the specification). */
  private static String encoded(String value) {
    boolean plain =
        value.chars().allMatch(c -> c >= ' ' && c < 0x7f)
            && value.equals(value.strip())
            && !value.startsWith("=?base64?");
    return plain
        ? value
        : "=?base64?"
            + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }

  private void relay(JsonNode message, HttpResponse<InputStream> response, InputStream body)
      throws IOException {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("text/event-stream")) {
      events(body);
      return;
    }
    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    JsonNode id = message.get("id");
    if (text.isBlank() || id == null) {
      return;
    }
    JsonNode answer = parse(text);
    if (!answer.has("jsonrpc")) {
      answer(
          id,
          INTERNAL_ERROR,
          "The gateway answered with status %d: %s"
              .formatted(response.statusCode(), answer.path("detail").asString("no reason given")));
      return;
    }
    if (message.path("method").asString("").equals("initialize")) {
      legacyVersion = answer.path("result").path("protocolVersion").asString(null);
    }
    write(answer);
  }

  private JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }

  private void events(InputStream body) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) {
        data.append(line, line.startsWith("data: ") ? 6 : 5, line.length()).append('\n');
      } else if (line.isEmpty() && !data.isEmpty()) {
        write(parse(data.toString()));
        data.setLength(0);
      }
    }
  }

  private void answer(@Nullable JsonNode id, int code, String text) {
    ObjectNode message = json.createObjectNode().put("jsonrpc", "2.0");
    message.set("id", id == null ? json.nullNode() : id);
    message.putObject("error").put("code", code).put("message", text);
    try {
      write(message);
    } catch (IOException e) {
      log.accept("mcp: the client is gone");
    }
  }

  /** One line per message: JSON of one line has no line break inside. */
  private void write(JsonNode message) throws IOException {
    byte[] line = (json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      out.write(line);
      out.flush();
    }
  }

  @Override
  public void close() {
    calls.shutdownNow();
    http.shutdownNow();
  }
}
