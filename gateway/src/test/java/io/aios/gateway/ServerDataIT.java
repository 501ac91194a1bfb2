package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.gateway.GatewayClient.Answer;
import io.aios.mcp.McpError;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.completion.CompletionRequest;
import io.aios.mcp.prompts.PromptDescriptor;
import io.aios.mcp.resources.ResourceContents;
import io.aios.mcp.resources.ResourceDescriptor;
import io.aios.mcp.resources.ResourceTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Prompts, resources and suggestions of a server behind the gateway. */
class ServerDataIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String SECRET = "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17";

  private static SharedSuite shared;
  private static String reader;

  @BeforeAll
  static void start() {
    shared = SharedSuite.get();
    reader = shared.suite.tokens.user("ada", "test:read");
  }

  private static McpClient mcp(String path, String token) {
    return McpClient.builder(URI.create(shared.suite.url() + path)).token(() -> token).build();
  }

  @Test
  void listsWhatTheCallerMayReadAndNoMore() {
    McpClient mine = mcp("/mcp", reader);
    assertThat(mine.listPrompts(TIMEOUT))
        .extracting(PromptDescriptor::name)
        .contains("test_simple_prompt")
        .isSorted();
    assertThat(mine.listResources(TIMEOUT))
        .extracting(ResourceDescriptor::uri)
        .contains("test://static-text")
        .isSorted();
    assertThat(mine.listResourceTemplates(TIMEOUT))
        .extracting(ResourceTemplate::uriTemplate)
        .containsExactly("test://template/{id}/data");
    McpClient stranger = mcp("/mcp", shared.suite.tokens.user("eve", "echo:read"));
    assertThat(stranger.listPrompts(TIMEOUT)).isEmpty();
    assertThat(stranger.listResources(TIMEOUT)).isEmpty();
    assertThat(stranger.listResourceTemplates(TIMEOUT)).isEmpty();
    assertThat(mcp("/mcp/echo", reader).listPrompts(TIMEOUT)).isEmpty();
  }

  @Test
  void readsFromTheServerThatHasIt() {
    McpClient mine = mcp("/mcp", reader);
    assertThat(mine.getPrompt("test_simple_prompt", Map.of(), TIMEOUT).messages()).isNotEmpty();
    assertThat(mine.readResource("test://static-text", TIMEOUT))
        .extracting(ResourceContents::uri)
        .containsExactly("test://static-text");
    assertThat(mine.readResource("test://template/7/data", TIMEOUT).getFirst().toJson().toString())
        .contains("7");
    CompletionRequest typed =
        new CompletionRequest(
            new CompletionRequest.Prompt("test_prompt_with_arguments"), "arg1", "a", Map.of());
    assertThat(mine.complete(typed, TIMEOUT).values()).isEmpty();
  }

  @Test
  void refusesWhoMayNotReadOnTheServer() {
    McpClient stranger = mcp("/mcp", shared.suite.tokens.user("eve", "echo:read"));
    McpError prompt =
        catchThrowableOfType(
            McpError.class, () -> stranger.getPrompt("test_simple_prompt", Map.of(), TIMEOUT));
    McpError resource =
        catchThrowableOfType(
            McpError.class, () -> stranger.readResource("test://static-text", TIMEOUT));
    assertThat(prompt.httpStatus()).isEqualTo(403);
    assertThat(prompt.challenge()).contains("scope=\"test:read\"");
    assertThat(resource.httpStatus()).isEqualTo(403);
  }

  @Test
  void recordsWhoReadWhat() throws Exception {
    String auditor = shared.suite.tokens.user("reading-auditor", "test:read");
    mcp("/mcp", auditor).readResource("test://static-binary", TIMEOUT);
    AuditRecord read =
        shared.audit.await(
            entry ->
                "reading-auditor".equals(entry.subject())
                    && entry.action().equals("resource.read"));
    assertThat(read.target()).isEqualTo("test://static-binary");
    assertThat(read.outcome()).isEqualTo(AuditOutcome.ALLOWED);
  }

  @Test
  void takesSecretsOutOfAPrompt() {
    String filled =
        mcp("/mcp", reader)
            .getPrompt("test_prompt_with_arguments", Map.of("arg1", SECRET, "arg2", "b"), TIMEOUT)
            .toString();
    assertThat(filled).contains("arg2='b'").doesNotContain(SECRET);
  }

  @Test
  void sharesNothingThatItCheckedForOneCaller() throws Exception {
    Answer answer =
        shared.client.mcp(
            "/mcp",
            """
            {"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"test://static-text",%s}}"""
                .formatted(GatewayClient.MODERN_META),
            reader,
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "resources/read",
            "Mcp-Name",
            "test://static-text");
    assertThat(answer.json().at("/result/cacheScope").asString()).isEqualTo("private");
    assertThat(answer.json().at("/result/contents/0/text").asString()).contains("static text");
  }

  @Test
  void doesNotKnowWhatNoServerHas() {
    McpError resource =
        catchThrowableOfType(
            McpError.class, () -> mcp("/mcp", reader).readResource("nope://x", TIMEOUT));
    McpError prompt =
        catchThrowableOfType(
            McpError.class, () -> mcp("/mcp", reader).getPrompt("test_nope", Map.of(), TIMEOUT));
    assertThat(resource.code()).isEqualTo(-32602);
    assertThat(resource.data().path("uri").asString()).isEqualTo("nope://x");
    assertThat(prompt.code()).isEqualTo(-32602);
  }

  @Test
  void repeatsArgumentsInHeadersOnItsOwnHop() throws Exception {
    String caller = shared.suite.tokens.user("ada", "test:destructive");
    Answer rest = shared.client.call("test_param_headers", "{\"region\":\"eu\"}", caller);
    assertThat(rest.status()).isEqualTo(200);
    assertThat(rest.body()).contains("eu");
  }
}
