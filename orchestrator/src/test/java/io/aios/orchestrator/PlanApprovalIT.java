package io.aios.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.InputHandler;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ToolAnswer;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.input.Elicitation;
import io.aios.orchestrator.fixture.CountingTools;
import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import io.aios.testkit.mcp.NamedHost;
import io.aios.testkit.mcp.TestGateway;
import io.aios.testkit.mcp.ToolNews;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved plans called as tools, a step of which waits for the approval of who called. */
class PlanApprovalIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String[] AUTHOR = {"plans:write", "probe:read", "probe:write"};
  private static final List<String> MAY_DECIDE =
      List.of("probe:read", "probe:write", "plan:write", "approvals:decide");
  private static final List<String> MAY_NOT = List.of("probe:read", "probe:write", "plan:write");

  private static ToolServer server;
  private static CountingTools tools;
  private static Orchestrator orchestrator;
  private final List<String> asked = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = new ToolServer();
    tools = server.tools;
    orchestrator =
        new Orchestrator(
            Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA),
            server,
            "--aios.advertised-address=orchestrator",
            "--aios.security.trusted-issuers=urn:aios:gateway,urn:aios:federation",
            "--aios.orchestrator.approvals.rules[0].name=own",
            "--aios.orchestrator.approvals.rules[0].tools=probe_set_value",
            "--aios.orchestrator.approvals.rules[1].name=others",
            "--aios.orchestrator.approvals.rules[1].tools=probe_put_mark",
            "--aios.orchestrator.approvals.rules[1].four-eyes=true",
            "--aios.orchestrator.approvals.rules[2].name=two",
            "--aios.orchestrator.approvals.rules[2].tools=probe_add_mark",
            "--aios.orchestrator.approvals.rules[2].approvers=2");
    save("sets", "probe_set_value");
    save("puts", "probe_put_mark");
    save("adds", "probe_add_mark");
  }

  @AfterAll
  static void stop() throws Exception {
    orchestrator.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,200", "orchestrator,200", "rebound.example.org,403"})
  void answersUnderTheNameItIsRegisteredBy(String host, int status) throws Exception {
    String token = TestGateway.get().token("gateway", "orchestrator", "tools:list");

    assertThat(NamedHost.ping(orchestrator.url().resolve("/mcp"), host, token))
        .isEqualTo("HTTP/1.1 " + status);
  }

  /** The token verifies, since this service was told to believe federation too. */
  @Test
  void letsNobodyButTheGatewayReachAPlan() {
    String token =
        TestGateway.get()
            .tokenOf(
                "federation", "ada", "orchestrator", List.of(), "tools:list", "tool:plan_sets");
    McpClient client =
        McpClient.builder(orchestrator.url().resolve("/mcp")).token(() -> token).build();

    assertThatThrownBy(() -> client.listTools(LIMIT)).hasMessageContaining("tools:list");
    assertThatThrownBy(() -> client.callTool(request("sets", "direct")))
        .hasMessageContaining("tool:plan_sets");
    assertThat(tools.values).doesNotContainKey("direct");
  }

  @Test
  void tellsWhoListensThatPlansAreSavedAndWithdrawn() throws Exception {
    String token = TestGateway.get().token("gateway", "orchestrator", "tools:list");

    try (ToolNews news = ToolNews.of(orchestrator.url().resolve("/mcp"), token)) {
      save("told", "probe_set_value");
      assertThat(news.comes()).as("saved").isTrue();

      orchestrator.send("ada", "DELETE", "/api/v1/plans/told", "", AUTHOR);
      assertThat(news.comes()).as("withdrawn").isTrue();
    }
  }

  @Test
  void whoCallsIsShownTheCallAndRunsItByAgreeing() {
    ToolAnswer answer = call("sets", "agreed", MAY_DECIDE, Elicitation.Accepted.class);

    assertThat(answer.isError()).as(answer.text()).isFalse();
    assertThat(tools.values).containsEntry("agreed", "to\u202e this");
    assertThat(asked)
        .singleElement()
        .asString()
        .contains("tool: probe_set_value", "risk: write", "rule: own")
        .contains("arguments: {\"key\":\"agreed\",\"text\":\"to\\u{202e} this\"}")
        .contains("undo: sets the earlier value")
        .contains("| Would set agreed to to\\u{202e} this");
    assertThat(events(answer)).contains("StepApproved").contains("\"by\":\"ada\"");
  }

  @Test
  void whoDeclinesEndsTheCommandAndThatIsRecorded() {
    ToolAnswer answer = call("sets", "declined", MAY_DECIDE, Elicitation.Declined.class);

    assertThat(answer.isError()).isTrue();
    assertThat(answer.text()).contains("approval-rejected", "ada said no", "asked through test");
    assertThat(tools.values).doesNotContainKey("declined");
    assertThat(events(answer)).contains("ada said no");
  }

  @Test
  void whoClosesTheQuestionLeavesTheStepWaiting() {
    ToolAnswer answer = call("sets", "closed", MAY_DECIDE, Elicitation.Cancelled.class);

    assertThat(answer.text()).contains("approval-needed");
    assertThat(asked).hasSize(1);
    assertThat(tools.values).doesNotContainKey("closed");
  }

  @Test
  void whoMayNotDecideIsNotAsked() {
    assertThat(call("sets", "grant", MAY_NOT, Elicitation.Accepted.class).text())
        .contains("approval-needed");
    assertThat(call("puts", "eyes", MAY_DECIDE, Elicitation.Accepted.class).text())
        .contains("approval-needed");
    assertThat(asked).isEmpty();
    assertThat(tools.values).doesNotContainKey("grant");
    assertThat(tools.effects("eyes")).isZero();
  }

  @Test
  void whoCannotBeAskedIsToldThatItWaits() {
    ToolAnswer answer =
        client(MAY_DECIDE, "plan_sets").build().callTool(request("sets", "unasked"));

    assertThat(answer.isError()).isTrue();
    assertThat(answer.text()).contains("approval-needed");
    assertThat(tools.values).doesNotContainKey("unasked");
  }

  @Test
  void wantsATokenForThatPlan() {
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(
            () -> client(MAY_DECIDE, "plan_puts").build().callTool(request("sets", "token")))
        .withMessageContaining("tool:plan_sets");
    assertThat(tools.values).doesNotContainKey("token");
  }

  @Test
  void whatIsTooLongToBeShownWholeIsNotAskedAbout() {
    String key = "long-" + "x".repeat(4_000);

    assertThat(call("sets", key, MAY_DECIDE, Elicitation.Accepted.class).text())
        .contains("approval-needed");
    assertThat(asked).isEmpty();
  }

  @Test
  void agreeingToWhatHasChangedMeanwhileDoesNotCount() {
    ToolAnswer answer =
        call(
            "adds",
            "shown",
            MAY_DECIDE,
            () -> {
              String location = waiting();
              String edit = "{\"arguments\": {\"key\": \"other\"}}";
              assertThat(
                      orchestrator
                          .send("bob", "POST", location + "/approve", edit, "approvals:decide")
                          .status())
                  .isEqualTo(200);
              return new Elicitation.Accepted(McpJson.object());
            });

    assertThat(answer.isError()).isTrue();
    assertThat(answer.text()).contains("conflict").contains("is not what was shown any more");
    assertThat(tools.effects("other") + tools.effects("shown")).isZero();
  }

  private static String waiting() {
    Reply all = orchestrator.send("bob", "GET", "/api/v1/approvals", null, "approvals:decide");
    return all.body()
        .path("items")
        .valueStream()
        .filter(item -> item.path("tool").asString().equals("probe_add_mark"))
        .map(item -> "/api/v1/commands/" + item.path("commandId").asString())
        .findFirst()
        .orElseThrow();
  }

  private static String events(ToolAnswer answer) {
    String id = answer.meta().path("io.aios/command").asString();
    return orchestrator.get("/api/v1/commands/" + id + "/export").body().toString();
  }

  private ToolAnswer call(
      String plan, String key, List<String> grants, Class<? extends Elicitation> answer) {
    return call(
        plan,
        key,
        grants,
        () ->
            answer == Elicitation.Accepted.class
                ? new Elicitation.Accepted(McpJson.object())
                : answer == Elicitation.Declined.class
                    ? new Elicitation.Declined()
                    : new Elicitation.Cancelled());
  }

  private ToolAnswer call(
      String plan, String key, List<String> grants, Supplier<Elicitation> user) {
    return client(grants, "plan_" + plan)
        .input(
            InputHandler.forms(
                form -> {
                  asked.add(form.message());
                  return user.get();
                }))
        .build()
        .callTool(request(plan, key));
  }

  private static ToolRequest request(String plan, String key) {
    return new ToolRequest(
        "plan_" + plan, McpJson.object().put("key", key).put("text", "to\u202e this"), LIMIT);
  }

  private static McpClient.Builder client(List<String> grants, String tool) {
    String port = orchestrator.context.getEnvironment().getProperty("local.server.port");
    return McpClient.builder(URI.create("http://127.0.0.1:" + port + "/mcp"))
        .token(() -> TestGateway.get().token("ada", "orchestrator", grants, "tool:" + tool));
  }

  private static void save(String name, String tool) {
    String plan =
        """
        {"description": "Does something.",
         "inputSchema": {"type": "object", "properties": {
           "key": {"type": "string"}, "text": {"type": "string"}}},
         "steps": [{"id": "do", "tool": "%s",
           "arguments": {"key": "${input.key}", "text": "${input.text}"}}]}\
        """
            .formatted(tool);
    Reply saved = orchestrator.send("ada", "PUT", "/api/v1/plans/" + name, plan, AUTHOR);
    assertThat(saved.status()).as(() -> saved.body().toPrettyString()).isEqualTo(200);
  }
}
