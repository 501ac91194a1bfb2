package io.aios.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import io.aios.mcp.client.ToolAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StdioIT {
  private static Federation federation;

  @BeforeAll
  static void start() {
    federation = Federation.running();
  }

  private static void addHostile(String alias, String credentials, boolean network) {
    Path script = ReferenceServer.directory().resolve("hostile.py");
    Path port = Path.of(String.valueOf(federation.hostile.port()));
    federation.done(
        "POST",
        "",
        Map.of(
            "alias",
            alias,
            "command",
            List.of("python3", script.toString(), port.toString()),
            "environment",
            credentials.equals("none") ? List.of() : List.of("API_KEY"),
            "network",
            network,
            "credentials",
            credentials));
  }

  private static void addApproved(String alias, boolean network) {
    addHostile(alias, "none", network);
    federation.approveAll(alias);
  }

  private static ToolAnswer call(String alias, String tool) {
    return federation.call(alias, alias + "_" + tool, Map.of());
  }

  @Test
  void runsTheReferenceServer() {
    JsonNode added =
        federation.done("POST", "", Map.of("alias", "ref", "command", ReferenceServer.command()));
    assertThat(added.path("state").asString()).as("%s", added).isEqualTo("up");
    federation.approveAll("ref");
    Queue<Double> progress = new ConcurrentLinkedQueue<>();

    ToolAnswer echo = federation.call("ref", "ref_echo", Map.of("message", "hi"));
    ToolAnswer slow =
        federation.callAs(
            "ada",
            "ref",
            "ref_trigger_long_running_operation",
            Map.of("duration", 1, "steps", 4),
            Federation.PATIENCE,
            (done, total, message) -> progress.add(done / total));

    assertThat(echo.text()).isEqualTo("Echo: hi");
    assertThat(slow.isError()).isFalse();
    assertThat(progress).containsExactly(0.25, 0.5, 0.75, 1.0);
  }

  @Test
  void runsCommandsInASandbox() {
    addApproved("box", false);

    JsonNode seen = McpJson.MAPPER.readTree(call("box", "probe").text());

    assertThat(seen.path("network").asBoolean()).isFalse();
    assertThat(seen.path("root").asBoolean()).isFalse();
    assertThat(seen.path("home").asString()).isEqualTo("/work");
    assertThat(seen.path("files")).isEmpty();
    assertThat(seen.path("environment").valueStream().map(JsonNode::asString))
        .isSubsetOf("HOME", "LANG", "LC_CTYPE", "PATH", "PWD");
  }

  @Test
  void givesNetworkOnlyWhereItIsGranted() {
    addApproved("net", true);

    JsonNode seen = McpJson.MAPPER.readTree(call("net", "probe").text());

    assertThat(seen.path("network").asBoolean()).isTrue();
  }

  @Test
  void startsAProgramAgainThatEnded() {
    addApproved("mortal", false);
    String before = call("mortal", "pid").text();

    ToolAnswer dead = call("mortal", "die");

    assertThat(Federation.code(dead)).isEqualTo("server-unreachable");
    assertThat(dead.text()).contains("status 3").contains("last words");
    assertThat(call("mortal", "pid").text()).isNotEqualTo(before);
  }

  @Test
  void endsAProgramThatSendsTooMuch() {
    addApproved("flood", false);

    assertThat(Federation.code(call("flood", "flood"))).isEqualTo("answer-too-long");
    assertThat(call("flood", "key").text()).isEqualTo("none");
  }

  @Test
  void passesProgressOnAndTellsOfACallThatWasGivenUp() {
    addApproved("late", false);
    Queue<Double> progress = new ConcurrentLinkedQueue<>();

    ToolAnswer answer =
        federation.callAs(
            "ada",
            "late",
            "late_wait",
            Map.of(),
            Duration.ofSeconds(2),
            (done, total, message) -> progress.add(done));

    assertThat(Federation.code(answer)).isEqualTo("timed-out");
    assertThat(progress).containsExactly(1.0, 2.0, 3.0);
    assertThat(call("late", "cancelled").text()).isEqualTo("1");
  }

  @Test
  void runsAProcessForEachUserWithTheUsersOwnCredential() {
    addHostile("each", "per-user", false);
    for (String user : List.of("root", "ada", "bob")) {
      federation.as(
          user,
          List.of("servers:read"),
          "PUT",
          "/each/credential",
          Map.of("values", Map.of("API_KEY", "key-of-" + user)));
    }
    federation.approveAll("each");

    assertThat(key("ada")).isEqualTo("key-of-ada");
    assertThat(key("bob")).isEqualTo("key-of-bob");
  }

  private static String key(String user) {
    return federation.callAs(user, "each", "each_key", Map.of(), Federation.PATIENCE, null).text();
  }

  @Test
  void leavesNothingBehindOfAServerThatIsRemoved() {
    addApproved("tidy", false);
    call("tidy", "pid");

    federation.done("DELETE", "/tidy", null);

    Path homes = federation.data.resolve("federation").resolve("homes");
    Awaitility.await()
        .atMost(Federation.PATIENCE)
        .untilAsserted(
            () -> {
              try (Stream<Path> left = Files.list(homes)) {
                assertThat(left)
                    .noneMatch(home -> home.getFileName().toString().startsWith("tidy"));
              }
            });
  }
}
