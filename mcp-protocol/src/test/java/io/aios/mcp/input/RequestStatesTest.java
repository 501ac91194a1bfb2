package io.aios.mcp.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.RpcRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RequestStatesTest {
  private static final SecretKey OLD = key(1);
  private static final SecretKey NEW = key(2);
  private static final ObjectNode STATE = McpJson.object().put("word", "sesame");
  private static final RpcRequest CALL =
      RpcRequest.read(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a\"}}"
              .getBytes(StandardCharsets.UTF_8));

  private static SecretKey key(int fill) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) fill;
    return new SecretKeySpec(bytes, "AES");
  }

  private static RequestStates with(SecretKey... keys) {
    return new RequestStates(List.of(keys), Duration.ofMinutes(1), Clock.systemUTC());
  }

  @Test
  void opensWhatAnOlderKeySealedWhileThatIsKept() {
    String sealed = with(OLD).seal(STATE, CALL, null);

    assertThat(with(NEW, OLD).open(sealed, CALL, null)).isEqualTo(STATE);
    assertThatExceptionOfType(McpError.class).isThrownBy(() -> with(NEW).open(sealed, CALL, null));
  }

  @Test
  void sealsWithTheFirstKey() {
    String sealed = with(NEW, OLD).seal(STATE, CALL, null);
    assertThat(with(NEW).open(sealed, CALL, null)).isEqualTo(STATE);
  }

  @Test
  void tellsNobodyWhatIsInside() {
    byte[] sealed = Base64.getUrlDecoder().decode(with(NEW).seal(STATE, CALL, null));
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("sesame");
  }
}
