package io.aios.gateway.interfaces.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.FilteredReply;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ToolReply;
import io.aios.platform.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

/** However a server sends it, the gateway holds no more of an answer than the limit. */
class ReplyLimitsTest {
  private static final int LIMIT = 16 * 1024;
  private static final Duration ANY = Duration.ofSeconds(1);
  private static final GatewayProperties PROPERTIES =
      new GatewayProperties(
          DataSize.ofKilobytes(64),
          DataSize.ofBytes(LIMIT),
          List.of(),
          List.of(),
          10,
          ANY,
          ANY,
          ANY,
          ANY,
          ANY,
          1);

  private static final ReplyFilter NONE =
      new ReplyFilter() {
        @Override
        public boolean mayMatch(byte[] bytes, int from, int to) {
          return false;
        }

        @Override
        public FilteredReply apply(byte[] json) {
          return new FilteredReply(json, Map.of());
        }
      };

  private final MockHttpServletResponse response = new MockHttpServletResponse();

  /**
   * @param length as the server declares it
   */
  private record Answer(String type, String text, long length) implements ToolReply {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public Optional<String> contentType() {
      return Optional.of(type);
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Override
    public void progressed() {}

    @Override
    public RuntimeException explain(IOException failure) {
      return new IllegalStateException(failure);
    }

    @Override
    public void close() {}
  }

  private static String message(int bytes) {
    String head = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\":\"";
    String end = "\"}}";
    return head + "x".repeat(bytes - head.length() - end.length()) + end;
  }

  private static Answer json(int bytes, boolean declared) {
    return new Answer("application/json", message(bytes), declared ? bytes : -1);
  }

  private static Answer event(int bytes) {
    return new Answer("text/event-stream", "data: " + message(bytes - 8) + "\n\n", -1);
  }

  private void relay(Answer answer) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    RequestRecord.begin(request);
    new ReplyRelay(PROPERTIES).relay(answer, NONE, request, response);
  }

  private static int result(Answer answer) {
    return new RpcResults(PROPERTIES).read("mcp-x", answer, NONE).remaining();
  }

  private static void refuses(ThrowingCallable relaying) {
    assertThatThrownBy(relaying)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOOL_FAILED))
        .hasMessageContaining(String.valueOf(LIMIT));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void relaysAMessageUpToTheLimit(boolean declared) {
    relay(json(LIMIT, declared));
    assertThat(response.getContentAsByteArray()).hasSize(LIMIT);

    refuses(() -> relay(json(LIMIT + 1, declared)));
  }

  @Test
  void relaysAnEventUpToTheLimit() {
    relay(event(LIMIT));
    assertThat(response.getContentAsByteArray()).hasSize(LIMIT);

    refuses(() -> relay(event(LIMIT + 100)));
  }

  @Test
  void takesAResultOutOfAMessageUpToTheLimit() {
    assertThat(result(json(LIMIT, false))).isPositive();

    refuses(() -> result(json(LIMIT + 1, false)));
    refuses(() -> result(event(LIMIT + 100)));
  }
}
