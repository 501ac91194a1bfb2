package io.aios.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandDocumentTest {
  @Test
  void readsValuesAsJsonWhereTheyAreJson() {
    assertThat(
            CommandDocument.call(
                    "t",
                    List.of("a=5", "b=true", "c=[1,2]", "d=word", "e=a=b", "{\"f\":{\"g\":null}}"),
                    Map.of("h", "5"))
                .path("arguments")
                .toString())
        .isEqualTo(
            "{\"a\":5,\"b\":true,\"c\":[1,2],\"d\":\"word\",\"e\":\"a=b\",\"f\":{\"g\":null},\"h\":\"5\"}");
  }

  @Test
  void takesTextThatOnlyLooksLikeJsonAsText() {
    assertThat(
            CommandDocument.call("t", List.of("a=1 + 1", "b="), Map.of())
                .path("arguments")
                .toString())
        .isEqualTo("{\"a\":\"1 + 1\",\"b\":\"\"}");
  }

  @Test
  void readsAPlanFromYamlOrJsonOnStandardInput() {
    assertThat(CommandDocument.read("-", input("steps:\n- id: a\n  tool: t\n")).toString())
        .isEqualTo("{\"steps\":[{\"id\":\"a\",\"tool\":\"t\"}]}");
    assertThat(CommandDocument.read("-", input("[{\"id\": \"a\"}]")).toString())
        .isEqualTo("{\"steps\":[{\"id\":\"a\"}]}");
  }

  @Test
  void namesTheLineOfAMistake() {
    assertThatThrownBy(() -> CommandDocument.read("-", input("a: 1\nb: [")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no JSON or YAML")
        .hasMessageContaining("line");
    assertThatThrownBy(() -> CommandDocument.call("t", List.of("{a"), Map.of()))
        .hasMessageContaining("the JSON arguments are wrong");
  }

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
