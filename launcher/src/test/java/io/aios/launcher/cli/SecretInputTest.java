package io.aios.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretInputTest {
  @Test
  void readsAValueALine() throws Exception {
    var input = new ByteArrayInputStream("one\ntwo\n".getBytes(UTF_8));

    assertThat(SecretInput.read(List.of("KEY", "TOKEN"), input))
        .isEqualTo(Map.of("KEY", "one", "TOKEN", "two"));
  }

  @Test
  void namesWhatIsMissing() {
    var input = new ByteArrayInputStream("one\n".getBytes(UTF_8));

    assertThatThrownBy(() -> SecretInput.read(List.of("KEY", "TOKEN"), input))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("TOKEN")
        .hasMessageNotContaining("one");
  }
}
