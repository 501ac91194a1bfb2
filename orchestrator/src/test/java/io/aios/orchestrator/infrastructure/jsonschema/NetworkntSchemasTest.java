package io.aios.orchestrator.infrastructure.jsonschema;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.tools.Risk;
import io.aios.orchestrator.usecase.ArgumentSchemas.Violation;
import io.aios.orchestrator.usecase.ToolDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class NetworkntSchemasTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ToolDescriptor TOOL =
      new ToolDescriptor(
          "test_do_it",
          Risk.READ,
          true,
          Duration.ofSeconds(1),
          Duration.ZERO,
          JSON.readTree(
              """
              {"type": "object", "required": ["n"], "additionalProperties": false,
               "properties": {"n": {"type": "integer", "maximum": 9},
                 "list": {"type": "array", "items": {"type": "integer"}},
                 "a/b": {"type": "string"}}}"""),
          null,
          false);

  private final NetworkntSchemas schemas = new NetworkntSchemas();

  @Test
  void pointsAtTheOffendingValue() {
    assertThat(check("{\"n\": 10, \"a/b\": 1, \"list\": [1, \"x\"]}"))
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder("/n", "/a~1b", "/list/1");
  }

  @Test
  void pointsAtTheWholeWhenAMemberIsMissing() {
    assertThat(check("{}")).extracting(Violation::pointer).containsExactly("");
  }

  @Test
  void saysNothingOfValuesThatAreNotKnownYet() {
    assertThat(check("{\"n\": \"${a.result.n}\"}", "/n")).isEmpty();
    assertThat(check("{\"n\": 1, \"list\": [\"${a.result.n}\"]}", "/list/0")).isEmpty();
  }

  @Test
  void checksTheRestWhenSomeValuesAreNotKnownYet() {
    assertThat(check("{\"list\": [\"${a.result.n}\", \"x\"], \"zz\": 1}", "/list/0"))
        .extracting(Violation::keyword)
        .containsExactlyInAnyOrder("type", "required", "additionalProperties");
  }

  private List<Violation> check(String arguments, String... unknown) {
    return schemas.check(TOOL.inputSchema(), JSON.readTree(arguments), Set.of(unknown));
  }
}
