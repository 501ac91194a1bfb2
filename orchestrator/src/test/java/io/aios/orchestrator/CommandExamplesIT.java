package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.tools.Risk;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.usecase.ApprovalProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worked examples of docs/commands.md give the answers that stand there. */
class CommandExamplesIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- run -->\\s*```json\\n(.*?)```\\s*answers\\s*```json\\n(.*?)```", Pattern.DOTALL);

  private static final Pattern BLOCK =
      Pattern.compile("^```(.*)\n(?:(?!```).*\n)*```", Pattern.MULTILINE);

  @TestFactory
  Stream<DynamicTest> everyExampleAnswersAsItSays() throws IOException {
    return examples().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.getFirst().lines().findFirst().orElse(""),
                    () -> answers(example.getFirst(), example.getLast())));
  }

  /** What the console prints is checked where there is a whole suite. */
  @Test
  void noBlockOfThePageIsLeftOut() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(blocks()).containsOnlyOnce("yaml").contains("console").doesNotContain("");
    assertThat(blocks()).filteredOn("json"::equals).hasSize(2 * examples().size());
    assertThat(blocks()).isSubsetOf("json", "yaml", "console");
  }

  @Test
  void theRulesForApprovalsAreTakenAsTheyStandThere() throws IOException {
    String page = page();
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    byte[] yaml =
        page.substring(start, page.indexOf("```", start)).getBytes(StandardCharsets.UTF_8);
    ApprovalProperties read =
        new Binder(
                ConfigurationPropertySources.from(
                    new YamlPropertySourceLoader().load("page", new ByteArrayResource(yaml))))
            .bind("aios.orchestrator.approvals", ApprovalProperties.class)
            .get();

    assertThat(read.rules()).hasSize(1);
    ApprovalProperties.Rule rule = read.rules().getFirst();
    assertThat(rule.risks()).containsExactly(Risk.DESTRUCTIVE);
    assertThat(rule.approvers()).isEqualTo(1);
    assertThat(rule.fourEyes()).isFalse();
    assertThat(rule.grant()).isEqualTo("approvals:decide");
    assertThat(rule.expiry()).isEqualTo(Duration.ofHours(24));
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/commands.md"));
  }

  /** The language of each block. */
  private static List<String> blocks() throws IOException {
    return BLOCK.matcher(page()).results().map(found -> found.group(1)).toList();
  }

  private static List<List<String>> examples() throws IOException {
    return EXAMPLE
        .matcher(page())
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
