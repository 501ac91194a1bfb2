package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.fixture.Orchestrator.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worked examples of docs/commands.md give the answers that stand there. */
class CommandExamplesIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- run -->\\s*```json\\n(.*?)```\\s*answers\\s*```json\\n(.*?)```", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> everyExampleAnswersAsItSays() throws IOException {
    return examples().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.getFirst().lines().findFirst().orElse(""),
                    () -> answers(example.getFirst(), example.getLast())));
  }

  @Test
  void thereAreExamples() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(2);
  }

  private static List<List<String>> examples() throws IOException {
    String page = Files.readString(Path.of("../docs/commands.md"));
    return EXAMPLE
        .matcher(page)
        .results()
        .map(found -> List.of(found.group(1), found.group(2)))
        .toList();
  }

  private static void answers(String request, String expected) {
    Reply reply = submit(request);
    assertContains(reply.body(), JSON.readTree(expected));
  }

  /** Members that the page leaves out may be there. */
  private static void assertContains(JsonNode actual, JsonNode expected) {
    if (!expected.isObject()) {
      assertThat(actual.toString()).isEqualTo(expected.toString());
      return;
    }
    expected.forEachEntry((name, value) -> assertContains(actual.path(name), value));
  }
}
