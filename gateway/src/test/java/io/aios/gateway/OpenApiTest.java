package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.problems.ProblemType;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {
  private static Map<String, Object> description() throws Exception {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("/api/openapi.yaml")) {
      return new Yaml().load(in);
    }
  }

  private static Object at(Object node, String... path) {
    for (String member : path) {
      node = ((Map<?, ?>) node).get(member);
    }
    return node;
  }

  @Test
  void namesEveryProblemType() throws Exception {
    var types =
        (List<?>)
            at(description(), "components", "schemas", "Problem", "properties", "type", "enum");

    assertThat(types)
        .map(String::valueOf)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values()).map(type -> type.uri().toString()).toList());
  }

  @Test
  void refersOnlyToWhatItDefines() throws Exception {
    Map<String, Object> description = description();

    references(description)
        .forEach(
            reference ->
                assertThat(at(description, reference.substring(2).split("/")))
                    .as(reference)
                    .isNotNull());
  }

  private static List<String> references(Object node) {
    return switch (node) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .flatMap(
                  entry ->
                      "$ref".equals(entry.getKey())
                          ? List.of(String.valueOf(entry.getValue())).stream()
                          : references(entry.getValue()).stream())
              .toList();
      case List<?> list -> list.stream().flatMap(item -> references(item).stream()).toList();
      case null, default -> List.of();
    };
  }
}
