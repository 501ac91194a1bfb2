package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a newcomer does first, on the running suite. */
@OnSharedSuite
class SuiteIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ALL = "*:read *:write *:destructive *:external";

  private static RunningSuite suite;

  @BeforeAll
  static void start(RunningSuite shared) {
    suite = shared;
  }

  @Test
  void everyPartIsHealthy() throws Exception {
    RunningSuite.Ran status = suite.cli("status", "--json");

    assertThat(status.status()).isZero();
    assertThat(status.out()).contains("\"UP\"").doesNotContain("\"DOWN\"");
  }

  @Test
  void commandLineListsProcesses() throws Exception {
    RunningSuite.Ran ran = suite.cli("run", "sysops_list_processes", "limit=3");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("pid");
  }

  @Test
  void bridgesStandardInputToBothProtocolEras() throws Exception {
    String meta =
        "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    String code = "\"name\":\"python_run_code\",\"arguments\":{\"code\":\"print(6 * %d)\"}";
    try (RunningSuite.Cli bridge = suite.started("mcp", "stdio")) {
      bridge.write(
          """
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
          "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}\
          """);
      bridge.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      bridge.write(
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{%s}}"
              .formatted(code.formatted(7)));
      bridge.write("this is not JSON");
      bridge.write(
          "{\"jsonrpc\":\"2.0\",\"id\":\"three\",\"method\":\"tools/call\",\"params\":{%s,%s}}"
              .formatted(code.formatted(8), meta));
      assertAnswered(bridge.lines(4).stream().map(JSON::readTree).toList());
      assertThat(bridge.end(Duration.ofSeconds(30)).status()).isZero();
    }
  }

  private static void assertAnswered(List<JsonNode> answers) {
    assertThat(answer(answers, "1").at("/result/protocolVersion").asString())
        .isEqualTo("2025-11-25");
    assertThat(answer(answers, "2").at("/result/structuredContent/stdout").asString())
        .isEqualTo("42\n");
    assertThat(answer(answers, "\"three\"").at("/result/structuredContent/stdout").asString())
        .isEqualTo("48\n");
    assertThat(answer(answers, "\"three\"").at("/result/resultType").asString())
        .isEqualTo("complete");
    assertThat(answer(answers, "null").at("/error/code").asInt()).isEqualTo(-32700);
  }

  private static JsonNode answer(List<JsonNode> answers, String id) {
    return answers.stream()
        .filter(each -> each.path("id").toString().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No answer to " + id + " in " + answers));
  }

  @Test
  void figureComesBackAsImageFile() throws Exception {
    RunningSuite.Ran ran =
        suite.cli(
            "run",
            "python_run_code",
            "--arg",
            "code=import matplotlib.pyplot as plt\nplt.plot([1, 4, 9])\nprint('drawn')",
            "-o",
            suite.root().resolve("figures").toString());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("drawn");
    assertFigure(suite.root().resolve("figures"));
  }

  @Test
  void planOfTheReadmeFindsFilesAndDrawsThem() throws Exception {
    RunningSuite.Ran ran =
        suite.cli(
            "run",
            "-f",
            Path.of("../docs/examples/largest-files.yaml").toAbsolutePath().toString(),
            "-o",
            suite.root().resolve("plan").toString());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertFigure(suite.root().resolve("plan"));
  }

  @Test
  void oneTraceRunsThroughGatewayOrchestratorAndServer() throws Exception {
    String token = suite.token(ALL);

    HttpResponse<String> done =
        suite.post(
            "/api/v1/commands",
            token,
            "{\"tool\":\"sysops_write_file\",\"arguments\":{\"path\":\""
                + suite.data().resolve("workspace/traced.txt")
                + "\",\"content\":\"x\"}}");

    assertThat(done.statusCode()).isEqualTo(200);
    String command = JSON.readTree(done.body()).path("id").asString();
    // The step's own call at the gateway, recorded under the command, is in the trace it began in.
    assertThat(Audited.finds(suite, command, suite.traceOf(command))).isTrue();
  }

  @Test
  void commandLineMakesTheTriggersOfTheDocs() throws Exception {
    for (String example : new String[] {"nightly", "failed-commands"}) {
      Path file = Path.of("../docs/examples/triggers/" + example + ".yaml").toAbsolutePath();
      RunningSuite.Ran made = suite.cli("triggers", "create", "-f", file.toString());
      assertThat(made.err()).isEmpty();
      assertThat(Files.readString(Path.of("../docs/triggers.md")))
          .as("what the page shows is what runs")
          .contains("```yaml\n" + Files.readString(file) + "```");
    }
    JsonNode list = JSON.readTree(suite.cli("triggers", "list", "--json").out());
    JsonNode nightly = triggerNamed(list, "nightly disk check");
    JsonNode failed = triggerNamed(list, "note failed commands");
    assertThat(nightly.path("nextDue").asString()).contains(":30:00Z");

    assertThat(suite.cli("triggers", "fire", nightly.path("id").asString()).status()).isZero();
    assertThat(suite.cli("run", "python_run_code", "--arg", "code=raise SystemExit(3)").status())
        .isEqualTo(1);

    String command = firing(failed.path("id").asString()).path("commandId").asString();
    assertThat(ended(command)).contains("failed: ").contains("succeeded");
    String disk = firing(nightly.path("id").asString()).path("commandId").asString();
    assertThat(ended(disk)).contains("sysops_get_disk_usage").contains("succeeded");
    assertThat(suite.cli("triggers", "delete", failed.path("id").asString()).status()).isZero();
    assertThat(suite.cli("triggers", "list").out()).doesNotContain("note failed commands");
  }

  private static String ended(String command) throws Exception {
    String view = "";
    Instant giveUp = Instant.now().plus(Duration.ofSeconds(30));
    while (!view.contains("endedAt") && Instant.now().isBefore(giveUp)) {
      TimeUnit.MILLISECONDS.sleep(200);
      view = suite.get("/api/v1/commands/" + command, suite.token(ALL)).body();
    }
    return view;
  }

  private static JsonNode triggerNamed(JsonNode list, String name) {
    return list.valueStream()
        .filter(each -> each.path("trigger").path("name").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode firing(String trigger) throws Exception {
    Instant giveUp = Instant.now().plus(Duration.ofSeconds(30));
    while (Instant.now().isBefore(giveUp)) {
      JsonNode items = JSON.readTree(suite.cli("triggers", "history", trigger, "--json").out());
      if (items.path(0).has("commandId")) {
        return items.path(0);
      }
    }
    throw new AssertionError("Trigger " + trigger + " ran no command");
  }

  @Test
  void commandLineReadsVerifiesAndExportsTheLedger() throws Exception {
    assertThat(suite.cli("run", "sysops_list_processes", "limit=1").status()).isZero();
    assertThat(Audited.finds(suite, "sysops_list_processes")).isTrue();

    RunningSuite.Ran verified = suite.cli("audit", "verify");
    assertThat(verified.err()).isEmpty();
    assertThat(verified.status()).isZero();
    assertThat(verified.out()).contains("records are as written").contains("aios/audit");
    JsonNode document = JSON.readTree(suite.cli("audit", "verify", "--json").out());
    assertThat(document.path("intact").asBoolean()).isTrue();
    String stranger = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    RunningSuite.Ran foreign = suite.cli("audit", "verify", "--verifier-key", stranger);
    assertThat(foreign.status()).isEqualTo(1);
    assertThat(foreign.out()).contains("not signed by PeterNeumann");

    assertThat(suite.cli("audit", "search", "--target", "sysops_list_processes").out())
        .contains("sysops_list_processes")
        .contains("ALLOWED");
    Path file = suite.root().resolve("ledger.jsonl");
    assertThat(suite.cli("audit", "export", "--output", file.toString()).status()).isZero();
    assertThat(Files.readAllLines(file))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(JSON.readTree(line).path("action").isString()).isTrue());
    assertThat(suite.cli("audit", "export", "--format", "cef").out()).startsWith("CEF:0|AIOS|");
    assertThat(suite.cli("audit", "export", "--since", "2100-01-01T00:00:00Z").out()).isEmpty();
    assertThat(suite.cli("audit", "prove", "--index", "0").out()).contains("leafHash");
    assertThat(suite.cli("audit", "prove").status()).isEqualTo(2);
  }

  @Test
  void openApiIsServedAndBrowsable() throws Exception {
    HttpResponse<String> document = suite.get("/openapi.json", "");

    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(document.body()).contains("/api/v1/commands").contains("/api/v1/tools/{name}");
  }

  private static void assertFigure(Path directory) throws Exception {
    try (var files = Files.list(directory)) {
      Path file = files.filter(f -> f.toString().endsWith(".png")).findFirst().orElseThrow();
      BufferedImage figure = ImageIO.read(file.toFile());
      assertThat(figure.getWidth()).isGreaterThan(200);
      assertThat(figure.getRGB(figure.getWidth() / 2, figure.getHeight() / 2)).isNotZero();
    }
  }
}
