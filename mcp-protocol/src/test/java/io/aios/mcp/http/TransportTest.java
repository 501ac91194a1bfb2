package io.aios.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    server = FixtureServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nonsense", "{\"jsonrpc\":\"2.0\"} trailing"})
  void answersMalformedJsonWithParseError(String body) {
    Answer answer = Post.raw(server, body).send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isIn(ErrorCodes.PARSE_ERROR, ErrorCodes.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
        "7",
        "{}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}"
      })
  void answersWhatIsNoRequestWithInvalidRequest(String body) {
    Answer answer = Post.raw(server, body).send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_REQUEST);
  }

  @Test
  void refusesKeysGivenTwice() {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"method\":\"tools/list\"}";
    assertThat(Post.raw(server, body).send().errorCode()).isEqualTo(ErrorCodes.PARSE_ERROR);
  }

  @Test
  void refusesDeepNesting() {
    int deepest = McpJson.MAX_DEPTH;
    assertThat(Post.raw(server, nested(deepest)).send().errorCode())
        .as("JSON, though no request")
        .isEqualTo(ErrorCodes.INVALID_REQUEST);
    assertThat(Post.raw(server, nested(deepest + 1)).send().errorCode())
        .isEqualTo(ErrorCodes.PARSE_ERROR);
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  @Test
  void refusesBodyOverTheLimit() {
    Answer answer = Post.raw(server, " ".repeat(FixtureServer.MAX_BODY + 1)).send();
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.http().body()).contains(String.valueOf(FixtureServer.MAX_BODY));
  }

  @Test
  void refusesOtherMediaTypes() {
    Answer answer = Post.legacy(server, "ping", "").header("Content-Type", "text/plain").send();
    assertThat(answer.status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "PUT"})
  void refusesOtherMethods(String method) {
    Answer answer = Post.raw(server, "").send(method);
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.http().headers().firstValue("Allow")).contains("POST");
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example.com,403",
    "null,403",
    "http://[,403",
    "http://localhost:3000,200",
    "http://127.0.0.1,200",
    "https://tools.example,200"
  })
  void checksOrigin(String origin, int status) {
    assertThat(Post.legacy(server, "ping", "").header("Origin", origin).send().status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example.com,403",
    "evil.example.com:80,403",
    "localhost:80,200",
    "tools.example,200",
    "[::1]:80,200",
    "10.1.2.3:80,200"
  })
  void checksHost(String host, int status) throws IOException {
    try (Socket socket = post(host, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")) {
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 " + status);
    }
  }

  private static Socket post(String host, String body) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    String head =
        "POST /mcp HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void streamsProgressThenTheResult() {
    String params = "\"name\":\"test_tool_with_progress\"";
    String body =
        """
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{%s,"_meta":{"progressToken":"p1"}}}"""
            .formatted(params);
    Answer answer = Post.raw(server, body).send();

    assertThat(answer.http().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    assertThat(answer.http().headers().firstValue("X-Accel-Buffering")).contains("no");
    var frames = answer.http().body().lines().filter(line -> line.startsWith("data: ")).toList();
    assertThat(frames).hasSize(4);
    assertThat(frames.getFirst()).contains("notifications/progress", "\"progressToken\":\"p1\"");
    assertThat(frames.getLast()).contains("\"id\":7", "\"result\"");
  }

  @Test
  void answersPlainJsonWhenTheClientTakesNoStream() {
    String body =
        """
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"test_tool_with_progress",\
        "_meta":{"progressToken":"p1"}}}""";
    Answer answer = Post.raw(server, body).header("Accept", "application/json").send();
    assertThat(answer.result().at("/content/0/text").asString()).startsWith("done");
  }

  @Test
  void interruptsTheToolWhenTheClientLeaves() throws Exception {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"fixture_wait\"}}";
    try (Socket socket = post("localhost", body)) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    assertThat(server.tools.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
