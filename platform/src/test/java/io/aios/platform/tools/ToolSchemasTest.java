package io.aios.platform.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aios.contracts.tools.Risk;
import io.aios.mcp.McpJson;
import io.aios.mcp.annotation.RecordJson;
import io.aios.mcp.annotation.RecordSchemas;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ToolSchemasTest {
  private final RecordSchemas schemas = new RecordSchemas();

  record Child(int size, @Nullable Child next) {}

  record Everything(
      boolean flag,
      @Positive long count,
      double ratio,
      Risk risk,
      Instant at,
      @Nullable Duration lasting,
      @Size(max = 3) List<@Pattern(regexp = "[a-z]+") String> words,
      Map<String, Integer> sizes,
      @JsonProperty(defaultValue = "first") String mode,
      @Nullable JsonNode anything,
      @Nullable Object whatever,
      Child child) {}

  private final ObjectNode schema = schemas.schema(Everything.class);

  private JsonNode property(String name) {
    return schema.path("properties").path(name);
  }

  @Test
  void keepsTheOrderOfComponents() {
    assertThat(schema.path("properties").propertyNames())
        .containsExactly(
            "flag",
            "count",
            "ratio",
            "risk",
            "at",
            "lasting",
            "words",
            "sizes",
            "mode",
            "anything",
            "whatever",
            "child");
  }

  @Test
  void requiresWhatIsNeitherNullableNorDefaulted() {
    assertThat(schema.path("required").valueStream().map(JsonNode::asString))
        .containsExactly("flag", "count", "ratio", "risk", "at", "words", "sizes", "child");
    assertThat(property("mode").path("default").asString()).isEqualTo("first");
  }

  @Test
  void mapsTypesAndBounds() {
    assertThat(property("flag").path("type").asString()).isEqualTo("boolean");
    assertThat(property("count").path("exclusiveMinimum").asInt()).isZero();
    assertThat(property("ratio").path("type").asString()).isEqualTo("number");
    assertThat(property("risk").path("enum").toString())
        .isEqualTo("[\"read\",\"write\",\"destructive\",\"external\"]");
    assertThat(property("at").path("type").asString()).isEqualTo("string");
    assertThat(property("lasting").path("type").asString()).isEqualTo("string");
    assertThat(property("words").path("maxItems").asInt()).isEqualTo(3);
    assertThat(property("words").at("/items/pattern").asString()).isEqualTo("^(?:[a-z]+)$");
    assertThat(property("sizes").at("/additionalProperties/type").asString()).isEqualTo("integer");
  }

  @Test
  void forbidsUnknownMembers() {
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(schemas.schema(null))
        .isEqualTo(
            McpJson.MAPPER.readTree(
                "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}"));
  }

  @Test
  void acceptsWhatJacksonWrites() {
    ArgumentRules rules = new ArgumentRules(schema);
    Everything value =
        new Everything(
            true,
            1,
            0.5,
            Risk.READ,
            Instant.EPOCH,
            Duration.ofSeconds(3),
            List.of("a"),
            Map.of("x", 1),
            "second",
            McpJson.object().put("free", 1),
            List.of(1, "two"),
            new Child(1, new Child(2, null)));
    ObjectNode json = RecordJson.MAPPER.valueToTree(value);
    assertThat(rules.check(json)).isEqualTo(json);
    assertThat(RecordJson.MAPPER.treeToValue(json, Everything.class).child())
        .isEqualTo(value.child());
  }

  @Test
  void refusesWrongTypesOfNestedMembersByPointer() {
    ObjectNode json = (ObjectNode) McpJson.MAPPER.readTree("{\"child\":{\"size\":\"x\"}}");
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> new ArgumentRules(schema).check(json))
        .withMessageContaining("/child/size")
        .withMessageContaining("/flag");
  }
}
