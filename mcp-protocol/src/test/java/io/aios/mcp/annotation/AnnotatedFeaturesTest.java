package io.aios.mcp.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ToolAnswer;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.prompts.PromptArgument;
import io.aios.mcp.prompts.PromptMessage;
import io.aios.mcp.resources.ResourceContents;
import io.aios.mcp.schema.NetworkntSchemas;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolDescriptor;
import jakarta.validation.constraints.Max;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnnotatedFeaturesTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  record Numbers(@JsonPropertyDescription("The first") @Max(100) int a, int b) {
    Numbers {
      if (a == b) {
        throw new IllegalArgumentException("a and b are both " + a);
      }
    }
  }

  record Sum(int sum) {}

  record Topic(@JsonPropertyDescription("What about") String topic, @Nullable Integer words) {}

  record User(int id) {}

  static final class Everything {
    @McpTool(name = "add", title = "Add", description = "Adds", readOnly = true, openWorld = false)
    Sum add(Numbers numbers, McpExchange exchange) {
      return new Sum(numbers.a() + numbers.b() + (exchange.cancelled() ? 1 : 0));
    }

    @McpTool(name = "nothing", description = "Does nothing")
    void nothing() {}

    @McpTool(name = "refuse", description = "Refuses")
    CallToolResult refuse() {
      return CallToolResult.failure("Ask somebody else");
    }

    @McpPrompt(name = "write", description = "Has a text written")
    String write(Topic topic) {
      return "Write " + topic.words() + " words about " + topic.topic();
    }

    @McpResource(uri = "app://version", name = "version", description = "The version")
    String version() {
      return "7";
    }

    @McpResource(
        uri = "app://users/{id}/photo",
        name = "photo",
        description = "A photo",
        mimeType = "image/png",
        ttlSeconds = 60)
    byte @Nullable [] photo(User user) {
      return user.id() == 1 ? "png".getBytes(StandardCharsets.UTF_8) : null;
    }
  }

  static final class Wrong {
    @McpTool(name = "wrong", description = "Wrong")
    String wrong(String text) {
      return text;
    }
  }

  private static FixtureServer server;
  private static McpClient client;

  @BeforeAll
  static void start() {
    AnnotatedFeatures features =
        new AnnotatedFeatures(Caching.NONE, 10)
            .schemas(new NetworkntSchemas())
            .add(new Everything());
    server = FixtureServer.start(0, builder -> builder.with(features));
    client = McpClient.builder(server.uri()).build();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ToolAnswer call(String tool, String arguments) {
    return client.callTool(new ToolRequest(tool, McpJson.MAPPER.readTree(arguments), LONG));
  }

  @Test
  void announcesWhatThereIs() {
    var discovered = client.request(Methods.DISCOVER, McpJson.object(), LONG);
    assertThat(discovered.path("capabilities").propertyNames())
        .containsExactlyInAnyOrder("tools", "prompts", "resources");
    FixtureServer empty =
        FixtureServer.start(
            0, builder -> builder.with(new AnnotatedFeatures(Caching.NONE, 1).add("nothing")));
    try (empty) {
      var nothing =
          McpClient.builder(empty.uri()).build().request(Methods.DISCOVER, McpJson.object(), LONG);
      assertThat(nothing.path("capabilities").propertyNames()).isEmpty();
    }
  }

  @Test
  void describesTools() {
    ToolDescriptor add = client.listTools(LONG).getFirst();
    assertThat(add.title()).isEqualTo("Add");
    assertThat(add.inputSchema().at("/properties/a/description").asString()).isEqualTo("The first");
    assertThat(add.inputSchema().at("/properties/a/maximum").asInt()).isEqualTo(100);
    assertThat(add.outputSchema()).isNotNull();
    assertThat(add.annotations().toString())
        .isEqualTo(
            """
            {"readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,\
            "openWorldHint":false}""");
    assertThat(add.json().has(MetaKeys.META)).isFalse();
  }

  @Test
  void callsTools() {
    ToolAnswer sum = call("add", "{\"a\":1,\"b\":2}");
    assertThat(sum.structuredContent()).isEqualTo(McpJson.object().put("sum", 3));
    assertThat(sum.text()).isEqualTo("{\"sum\":3}");
    assertThat(call("nothing", "{}").text()).isEqualTo("Done.");
    assertThat(call("refuse", "{}").isError()).isTrue();
  }

  @Test
  void tellsTheModelWhatIsWrongWithArguments() {
    assertThat(call("add", "{\"a\":101,\"b\":2}").text()).contains("'/a'", "100", "101");
    assertThat(call("add", "{\"a\":2,\"b\":2}").text()).contains("a and b are both 2");
  }

  @Test
  void fillsPrompts() {
    assertThat(client.listPrompts(LONG).getFirst().arguments())
        .containsExactly(
            new PromptArgument("topic", "What about", true),
            new PromptArgument("words", null, false));
    assertThat(client.getPrompt("write", Map.of("topic", "bees", "words", "9"), LONG).messages())
        .containsExactly(PromptMessage.user("Write 9 words about bees"));
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> client.getPrompt("write", Map.of("topic", "a", "words", "b"), LONG))
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCodes.INVALID_PARAMS));
  }

  @Test
  void readsResources() {
    assertThat(client.readResource("app://version", LONG))
        .containsExactly(new ResourceContents.Text("app://version", "text/plain", "7"));
    assertThat(client.readResource("app://users/1/photo", LONG))
        .containsExactly(new ResourceContents.Blob("app://users/1/photo", "image/png", "cG5n"));
    for (String uri : new String[] {"app://users/2/photo", "app://users/me/photo"}) {
      assertThatExceptionOfType(McpError.class)
          .isThrownBy(() -> client.readResource(uri, LONG))
          .withMessageContaining(uri);
    }
  }

  @Test
  void refusesMethodsThatTakeSomethingElse() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new AnnotatedFeatures(Caching.NONE, 1).add(new Wrong()))
        .withMessageContaining("wrong");
  }
}
