package io.aios.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McpHeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "", "naïve", " led by space", "trailed ", "tab\there", "=?base64?eA==?="})
  void bringsEveryValueThroughAHeader(String value) {
    String header = McpHeaders.encode(value);
    assertThat(header).matches("[ -~]*").isEqualTo(header.strip());
    assertThat(McpHeaders.decode(header)).isEqualTo(value);
  }

  @Test
  void leavesPlainValuesReadable() {
    assertThat(McpHeaders.encode("file:///a b")).isEqualTo("file:///a b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=?base64?***?=", "=?base64?/w==?=", "=?base64?SGVsbG8?="})
  void refusesWhatIsNotBase64OfText(String header) {
    assertThatIllegalArgumentException().isThrownBy(() -> McpHeaders.decode(header));
  }
}
