package io.aios.testkit.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.Methods;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ToolAnswer;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.tools.ToolDescriptor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract of an MCP server of the suite. A server passes it with
 *
 * <pre>{@code
 * @SpringBootTest(
 *     webEnvironment = WebEnvironment.RANDOM_PORT,
 *     properties = {"spring.config.name=mcp-sysops", "spring.application.name=mcp-sysops"})
 * class SysopsServerIT extends McpServerKit {}
 * }</pre>
 *
 * and may use {@link #client} and {@link #call} in tests of its own.
 */
public abstract class McpServerKit {
  protected static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Set<String> RISKS = Set.of("read", "write", "destructive", "external");

  @Autowired private Environment environment;

  @DynamicPropertySource
  static void trustTheTestGateway(DynamicPropertyRegistry registry) {
    registry.add("aios.security.security-manager-url", () -> TestGateway.get().keysUrl());
    registry.add("eureka.client.enabled", () -> "false");
  }

  protected final URI endpoint() {
    return URI.create(
        "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + "/mcp");
  }

  /** A token for user {@code ada} that the service under test accepts. */
  protected final String token(String... scopes) {
    String service = environment.getRequiredProperty("spring.application.name");
    return TestGateway.get().token("ada", service, scopes);
  }

  /** A client whose token has these scopes, such as {@code tool:sysops_list_processes}. */
  protected final McpClient client(String... scopes) {
    String token = token(scopes);
    return McpClient.builder(endpoint()).http(RawPost.HTTP).token(() -> token).build();
  }

  /** Calls a tool with a token for it. */
  protected final ToolAnswer call(String tool, ObjectNode arguments) {
    return client("tool:" + tool).callTool(new ToolRequest(tool, arguments, TIMEOUT));
  }

  private List<ToolDescriptor> tools() {
    return client("tools:list").listTools(TIMEOUT);
  }

  @Test
  void offersTheToolsOfItsSnapshot() {
    ToolSnapshot.compare(tools());
  }

  @Test
  void listsTheSameToolsInBothEras() {
    List<JsonNode> legacy = new ArrayList<>();
    ObjectNode params = McpJson.object();
    String cursor;
    do {
      JsonNode result =
          RawPost.legacy(endpoint(), token("tools:list"), Methods.TOOLS_LIST, params)
              .path("result");
      result.path("tools").forEach(legacy::add);
      cursor = result.path("nextCursor").stringValue(null);
      params.put("cursor", cursor);
    } while (cursor != null);
    assertThat(legacy).isNotEmpty();
    assertThat(tools()).extracting(tool -> (JsonNode) tool.json()).isEqualTo(legacy);
  }

  @Test
  void initializesLegacyClientsWithoutSession() {
    ObjectNode params = McpJson.object().put("protocolVersion", "2025-11-25");
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", "kit").put("version", "1");
    JsonNode result =
        RawPost.legacy(endpoint(), token("tools:list"), Methods.INITIALIZE, params).path("result");
    assertThat(result.path("protocolVersion").asString("")).isEqualTo("2025-11-25");
    assertThat(result.path("capabilities").has("tools")).isTrue();
  }

  @Test
  void saysOfEveryToolWhatItDoesAndNeeds() {
    assertThat(tools())
        .allSatisfy(
            tool -> {
              String server = tool.name().substring(0, tool.name().indexOf('_'));
              String risk = tool.meta().path("io.aios/risk").asString("");
              assertThat(tool.json().path("title").asString("")).isNotBlank();
              assertThat(tool.description()).isNotBlank();
              assertThat(RISKS).contains(risk);
              assertThat(tool.meta().path("io.aios/permission").asString(""))
                  .isEqualTo(server + ":" + risk);
              assertThat(tool.meta().path("io.aios/timeoutSeconds").asInt(0)).isPositive();
              assertThat(tool.annotations().path("readOnlyHint").asBoolean(false))
                  .isEqualTo(risk.equals("read"));
              assertThat(tool.inputSchema().path("additionalProperties").asBoolean(true)).isFalse();
              assertThat(tool.inputSchema().path("properties").has("maxChars")).isTrue();
            });
  }

  @Test
  void describesEveryArgument() {
    assertThat(tools())
        .allSatisfy(
            tool ->
                tool.inputSchema()
                    .path("properties")
                    .forEachEntry(
                        (name, schema) ->
                            assertThat(schema.path("description").asString(""))
                                .as("description of %s of %s", name, tool.name())
                                .isNotBlank()));
  }

  @Test
  void answersUnknownToolAsInvalidParams() {
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> call("no_such_tool", McpJson.object()))
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCodes.INVALID_PARAMS));
  }

  @Test
  void answersWrongArgumentsNamingThem() {
    String anyTool = tools().getFirst().name();
    ToolAnswer answer = call(anyTool, McpJson.object().put("noSuchArgument", 1));
    assertThat(answer.isError()).isTrue();
    assertThat(answer.text()).contains("noSuchArgument");
  }

  @Test
  void refusesCallWithoutTheToolsScope() {
    String anyTool = tools().getFirst().name();
    McpClient client = client("tool:another_tool", "tools:list");
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> client.callTool(new ToolRequest(anyTool, McpJson.object(), TIMEOUT)))
        .satisfies(
            error -> {
              assertThat(error.httpStatus()).isEqualTo(403);
              assertThat(error.challenge()).contains("insufficient_scope", "tool:" + anyTool);
            });
  }

  @Test
  void refusesListWithoutItsScope() {
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> client("tool:another_tool").listTools(TIMEOUT))
        .satisfies(error -> assertThat(error.httpStatus()).isEqualTo(403));
  }

  @Test
  void refusesCallWithoutToken() {
    var answer = RawPost.send(endpoint(), "", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }
}
