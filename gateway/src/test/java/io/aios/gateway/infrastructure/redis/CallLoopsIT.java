package io.aios.gateway.infrastructure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tools.Risk;
import io.aios.gateway.domain.ToolLimits;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.mcp.McpJson;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallLoopsIT {
  private static final CatalogueTool WRITE =
      TestGateway.tool("echo_write_note", Risk.WRITE, ToolLimits.DEFAULT);
  private static final CatalogueTool READ =
      TestGateway.tool("echo_say_text", Risk.READ, ToolLimits.DEFAULT);
  private static final String NOTE = "{\"text\":\"very-private\",\"times\":1}";

  private static TestGateway one;
  private static TestGateway two;

  @BeforeAll
  static void start() {
    one = TestGateway.with();
    two = TestGateway.with();
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  private static @Nullable Problem call(
      TestGateway gateway, CallerIdentity caller, CatalogueTool tool, String arguments) {
    try {
      gateway.loops.count(caller, tool, McpJson.MAPPER.readTree(arguments));
      return null;
    } catch (Problem loop) {
      assertThat(loop.type()).isEqualTo(ProblemType.CALL_LOOP);
      return loop;
    }
  }

  private static int passed(
      TestGateway gateway, CallerIdentity caller, CatalogueTool tool, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; i++) {
      passed += call(gateway, caller, tool, NOTE) == null ? 1 : 0;
    }
    return passed;
  }

  @Test
  void breaksALoopAndSaysWhatItIsAndWhenTheCallIsTakenAgain() {
    CallerIdentity caller = TestGateway.newUser();
    assertThat(passed(one, caller, WRITE, 20)).isEqualTo(20);

    Problem loop = call(one, caller, WRITE, NOTE);

    assertThat(loop).isNotNull();
    assertThat(loop.detail())
        .startsWith("This is a loop: 'echo_write_note' was called 20 times in 60 s")
        .doesNotContain("very-private");
    assertThat(loop.members()).containsEntry("tool", "echo_write_note").containsEntry("limit", 20);
    assertThat(Integer.parseInt(loop.headers().toSingleValueMap().get("Retry-After")))
        .isBetween(1, 60);
    assertThat(loop.headers().toSingleValueMap())
        .containsEntry("RateLimit-Policy", "\"call-loop\";q=20;w=60");
  }

  @Test
  void onlyTheSameCallOfTheSameCallerIsALoop() {
    CallerIdentity caller = TestGateway.newUser();
    assertThat(passed(one, caller, WRITE, 30)).isEqualTo(20);

    assertThat(call(one, caller, WRITE, "{\"times\":1,\"text\":\"very-private\"}"))
        .as("the same in another order")
        .isNotNull();
    assertThat(call(one, caller, WRITE, "{\"text\":\"other\",\"times\":1}")).isNull();
    assertThat(call(one, caller, READ, NOTE)).isNull();
    assertThat(call(one, TestGateway.caller(caller.subject(), "other-app"), WRITE, NOTE)).isNull();
    assertThat(call(one, TestGateway.newUser(), WRITE, NOTE)).isNull();
  }

  @Test
  void readsMayBeRepeatedMoreOftenAndSomeToolsForEver() {
    CatalogueTool polled = TestGateway.tool("echo_poll", Risk.WRITE, new ToolLimits(1, null, 0));
    CatalogueTool strict = TestGateway.tool("echo_once", Risk.READ, new ToolLimits(1, null, 1));

    assertThat(passed(one, TestGateway.newUser(), READ, 200)).isEqualTo(120);
    assertThat(passed(one, TestGateway.newUser(), polled, 200)).isEqualTo(200);
    assertThat(passed(one, TestGateway.newUser(), strict, 5)).isEqualTo(1);
  }

  @Test
  void gatewaysCountTogether() {
    CallerIdentity caller = TestGateway.newUser();
    int passed = 0;
    for (int i = 0; i < 40; i++) {
      passed += passed(i % 2 == 0 ? one : two, caller, WRITE, 1);
    }
    System.out.println("Two gateways passed " + passed + " identical calls of 20");
    // Each may have counted a quarter, and a tenth, on its own.
    assertThat(passed).isBetween(20, 20 + 2 * (5 + 2));
  }

  @Test
  void nothingOfACallIsKeptThatCouldBeRead() {
    CallerIdentity caller = TestGateway.newUser();
    assertThat(passed(one, caller, WRITE, 20)).isEqualTo(20);

    var connection = one.link.connection();
    assertThat(connection).isNotNull();
    List<String> keys =
        connection.sync().keys("aios:quota:call-loop*").stream()
            .map(key -> new String(key, UTF_8))
            .toList();
    assertThat(keys).isNotEmpty().allMatch(key -> key.matches("aios:quota:call-loop [0-9a-f]{32}"));
  }

  @Test
  void theCallIsTakenAgainWhenTheWindowIsOver() {
    try (TestGateway gateway = TestGateway.with("loops.window", "300ms")) {
      CallerIdentity caller = TestGateway.newUser();
      assertThat(passed(gateway, caller, WRITE, 25)).isEqualTo(20);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> call(gateway, caller, WRITE, NOTE) == null);
    }
  }
}
