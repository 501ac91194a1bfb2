package io.aios.gateway.infrastructure.networknt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.mcp.McpJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledSchemasTest {
  private final CompiledSchemas schemas = new CompiledSchemas();

  /** What servers of the old era name in their schemas. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema"
      })
  void understandsTheDraftThatASchemaNames(String draft) {
    var rules =
        schemas.compile(
            McpJson.MAPPER.readTree(
                "{\"$schema\":\"%s\",\"type\":\"object\",\"required\":[\"city\"]}"
                    .formatted(draft)));

    assertThat(rules.check(McpJson.MAPPER.readTree("{\"city\":1}"))).isEmpty();
    assertThat(rules.check(McpJson.object())).hasSize(1);
  }

  @Test
  void fetchesNothing() {
    assertThatThrownBy(
            () ->
                schemas.compile(
                    McpJson.MAPPER.readTree("{\"$ref\":\"http://127.0.0.1:1/schema\"}")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
