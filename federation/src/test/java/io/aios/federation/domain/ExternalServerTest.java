package io.aios.federation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.federation.domain.Connection.Http;
import io.aios.federation.domain.Connection.Stdio;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalServerTest {
  private static final Http BEARER = new Http(URI.create("https://example.com/mcp"), null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "gopher://example.com/",
        "/mcp",
        "https:///mcp",
        "https://user:secret@example.com/mcp",
        "https://example.com/mcp#part"
      })
  void refusesAddressesThatAreNoPlainWebAddresses(String url) {
    assertThatThrownBy(() -> new Http(URI.create(url), null)).isInstanceOf(InvalidServer.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "content-length", "Mcp-Session-Id", "X-Key: a\r\nX", ""})
  void refusesHeadersThatMeanSomethingElse(String header) {
    assertThatThrownBy(() -> new Http(BEARER.url(), header)).isInstanceOf(InvalidServer.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATH", "LD_PRELOAD", "A=B", "1A", ""})
  void refusesVariablesThatMeanSomethingElse(String name) {
    assertThatThrownBy(() -> new Stdio(List.of("server"), List.of(name), false))
        .isInstanceOf(InvalidServer.class);
  }

  @Test
  void takesExactlyTheValuesThatTheConnectionNames() {
    assertThat(Credential.of(Map.of("token", "s3cret"), BEARER).values())
        .containsEntry("token", "s3cret");
    assertThatThrownBy(() -> Credential.of(Map.of("key", "s3cret"), BEARER))
        .isInstanceOf(InvalidServer.class)
        .hasMessageContaining("[token]")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void refusesValuesThatWouldEndAHeaderLine() {
    assertThatThrownBy(() -> Credential.of(Map.of("token", "a\r\nX-Admin: 1"), BEARER))
        .isInstanceOf(InvalidServer.class)
        .hasMessageNotContaining("X-Admin");
  }

  @Test
  void neverPrintsACredential() {
    assertThat(Credential.of(Map.of("token", "s3cret"), BEARER).toString())
        .doesNotContain("s3cret");
  }
}
