package io.aios.gateway.interfaces.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.gateway.usecase.FilteredReply;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ToolReply;
import io.aios.platform.web.Problem;
import io.aios.privacy.JsonFilter;
import io.aios.privacy.Policy;
import io.aios.privacy.Report;
import io.aios.privacy.TextFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RpcResultsTest {
  private static final ReplyFilter STANDARD =
      new ReplyFilter() {
        @Override
        public boolean mayMatch(byte[] bytes, int from, int to) {
          return true;
        }

        @Override
        public FilteredReply apply(byte[] json) {
          return new FilteredReply(
              new JsonFilter(new TextFilter(Policy.standard(), null)).apply(json, new Report()),
              Map.of());
        }
      };

  private record Answer(String message) implements ToolReply {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public Optional<String> contentType() {
      return Optional.of("application/json");
    }

    @Override
    public long length() {
      return -1;
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(message.getBytes(UTF_8));
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

  @Test
  void anErrorOfAServerIsFilteredToo() {
    Duration any = Duration.ofSeconds(1);
    RpcResults results =
        new RpcResults(
            new GatewayProperties(
                DataSize.ofKilobytes(64),
                DataSize.ofKilobytes(64),
                List.of(),
                List.of(),
                10,
                any,
                any,
                any,
                any,
                any,
                1));
    Answer refusal =
        new Answer(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32603,\"message\":"
                + "\"cannot log in with 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\"}}");

    assertThatThrownBy(() -> results.read("mcp-x", refusal, STANDARD))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("[REDACTED:github-token]")
        .hasMessageNotContaining("ghp_");
  }
}
