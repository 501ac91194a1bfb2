package io.aios.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.tools.Content;
import io.aios.mcp.tools.ToolDescriptor;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class McpClientTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static FixtureServer server;
  private static McpClient client;

  @BeforeAll
  static void start() {
    server = FixtureServer.start();
    client = McpClient.builder(server.uri()).token(() -> "opaque").build();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ToolRequest call(String tool) {
    return new ToolRequest(tool, McpJson.object(), LONG);
  }

  @Test
  void listsToolsOfAllPages() {
    assertThat(client.listTools(LONG))
        .extracting(ToolDescriptor::name)
        .hasSizeGreaterThan(9)
        .contains("fixture_add", "test_tool_with_progress");
  }

  @Test
  void callsToolAnsweredAsJson() {
    var arguments = McpJson.object().put("a", 2).put("b", 5);
    ToolAnswer answer = client.callTool(new ToolRequest("fixture_add", arguments, LONG));
    assertThat(answer.text()).isEqualTo("7");
    assertThat(answer.structuredContent()).isEqualTo(McpJson.object().put("sum", 7));
    assertThat(answer.isError()).isFalse();
  }

  @Test
  void readsImages() {
    assertThat(client.callTool(call("test_image_content")).content())
        .singleElement()
        .isInstanceOf(Content.Image.class);
  }

  @Test
  void followsProgressOfToolAnsweredAsStream() {
    List<String> heard = new ArrayList<>();
    ProgressListener listener =
        (progress, total, message) -> heard.add((int) progress + "/" + (int) total);
    ToolAnswer answer =
        client.callTool(
            new ToolRequest(
                "test_tool_with_progress", McpJson.object(), LONG, listener, Map.of("X-A", "b")));
    assertThat(heard).containsExactly("0/100", "50/100", "100/100");
    assertThat(answer.text()).isEqualTo("done\nin two lines");
  }

  @Test
  void givesFailureOfToolAsAnswer() {
    assertThat(client.callTool(call("test_error_handling")).isError()).isTrue();
  }

  @Test
  void throwsWhatTheServerRefused() {
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> client.callTool(call("no_such_tool")))
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCodes.INVALID_PARAMS))
        .withMessageContaining("no_such_tool");
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> client.request("no/such", McpJson.object(), LONG))
        .satisfies(error -> assertThat(error.httpStatus()).isEqualTo(404));
  }

  @Test
  void cancelsTheCallWhenTimeRunsOut() throws InterruptedException {
    ToolRequest wait = new ToolRequest("fixture_wait", McpJson.object(), Duration.ofMillis(300));
    assertThatExceptionOfType(McpUnreachable.class)
        .isThrownBy(() -> client.callTool(wait))
        .satisfies(gone -> assertThat(gone.outcome()).isEqualTo(McpUnreachable.Outcome.TIMED_OUT));
    assertThat(server.tools.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void saysThatNothingWasSentWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    McpClient lost = McpClient.builder(URI.create("http://127.0.0.1:" + port + "/mcp")).build();
    assertThatExceptionOfType(McpUnreachable.class)
        .isThrownBy(() -> lost.callTool(call("fixture_add")))
        .satisfies(gone -> assertThat(gone.outcome()).isEqualTo(McpUnreachable.Outcome.NOT_SENT));
  }
}
