package io.aios.mcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.mcp.McpError;
import io.aios.mcp.completion.CompletionRequest;
import io.aios.mcp.conformance.ConformanceServer;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.prompts.PromptArgument;
import io.aios.mcp.prompts.PromptDescriptor;
import io.aios.mcp.prompts.PromptMessage;
import io.aios.mcp.prompts.PromptResult;
import io.aios.mcp.resources.ResourceContents;
import io.aios.mcp.resources.ResourceDescriptor;
import io.aios.mcp.resources.ResourceTemplate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Prompts, resources and completion through the client. */
class McpClientDataTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static FixtureServer server;
  private static McpClient client;

  @BeforeAll
  static void start() {
    server = ConformanceServer.start(0);
    client = McpClient.builder(server.uri()).build();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void listsAndFillsPrompts() {
    assertThat(client.listPrompts(LONG))
        .filteredOn(prompt -> prompt.name().equals("test_prompt_with_arguments"))
        .singleElement()
        .extracting(PromptDescriptor::arguments)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(PromptArgument.class))
        .contains(new PromptArgument("arg1", "The arg1", true));

    PromptResult filled =
        client.getPrompt(
            "test_prompt_with_arguments", Map.of("arg1", "grün", "arg2", "blau"), LONG);
    assertThat(filled.messages()).containsExactly(PromptMessage.user("arg1='grün', arg2='blau'"));
  }

  @Test
  void listsAndReadsResources() {
    assertThat(client.listResources(LONG))
        .extracting(ResourceDescriptor::uri)
        .contains("test://static-text", "test://static-binary");
    assertThat(client.listResourceTemplates(LONG))
        .extracting(ResourceTemplate::uriTemplate)
        .containsExactly("test://template/{id}/data");

    assertThat(client.readResource("test://template/ä b/data", LONG))
        .containsExactly(
            new ResourceContents.Text(
                "test://template/ä b/data", "application/json", "{\"id\":\"ä b\"}"));
    assertThat(client.readResource("test://static-binary", LONG))
        .singleElement()
        .isInstanceOfSatisfying(
            ResourceContents.Blob.class,
            blob -> assertThat(blob.bytes()).startsWith(0x89, 'P', 'N', 'G'));
  }

  @Test
  void throwsWhenThereIsNoSuchResource() {
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> client.readResource("test://nothing", LONG))
        .withMessageContaining("test://nothing");
  }

  @Test
  void asksForSuggestions() {
    var typed =
        new CompletionRequest(
            new CompletionRequest.Prompt("test_prompt_with_arguments"), "arg1", "t", Map.of());
    assertThat(client.complete(typed, LONG).values()).isEmpty();
  }
}
