package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a newcomer does first, and every refusal a caller can meet, on the running suite. */
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
  void refusesTokensThatProveNothingAndRecordsIt() throws Exception {
    String valid = suite.token("*:read");
    String unsigned =
        "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0"
            + valid.substring(valid.indexOf('.'), valid.lastIndexOf('.') + 1);
    for (String token :
        new String[] {
          "", "garbage", unsigned, valid.substring(0, valid.length() - 8) + "AAAAAAAA"
        }) {
      HttpResponse<String> refused = suite.post("/api/v1/tools/sysops_get_policy", token, "{}");

      assertProblem(refused, 401, "unauthenticated");
      assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
    }
    assertThat(audited("\"status\":401")).isTrue();
  }

  @Test
  void namesThePermissionThatIsMissing() throws Exception {
    String reader = suite.token("sysops:read");

    HttpResponse<String> refused =
        suite.post("/api/v1/tools/python_run_code", reader, "{\"code\":\"1\"}");

    assertProblem(refused, 403, "permission-denied");
    assertThat(refused.body()).contains("python:write");
    assertProblem(
        suite.post(
            "/api/v1/commands",
            reader,
            "{\"tool\":\"python_run_code\",\"arguments\":{\"code\":\"1\"}}"),
        403,
        "permission-denied");
  }

  @Test
  void refusesWhatItCannotRun() throws Exception {
    String token = suite.token(ALL);

    assertProblem(suite.post("/api/v1/tools/sysops_fly", token, "{}"), 404, "unknown-tool");
    assertProblem(
        suite.post("/api/v1/commands", token, "{\"tool\":\"sysops_fly\",\"arguments\":{}}"),
        404,
        "unknown-tool");
    HttpResponse<String> invalid =
        suite.post("/api/v1/tools/sysops_list_processes", token, "{\"limit\":-1}");
    assertProblem(invalid, 422, "schema-violation");
    assertThat(JSON.readTree(invalid.body()).path("pointer").asString()).isEqualTo("/limit");
    HttpResponse<String> invalidCommand =
        suite.post(
            "/api/v1/commands",
            token,
            "{\"tool\":\"sysops_list_processes\",\"arguments\":{\"limit\":-1}}");
    assertProblem(invalidCommand, 422, "schema-violation");
    assertThat(invalidCommand.body()).contains("/limit");
    assertProblem(
        suite.post(
            "/api/v1/tools/python_run_code", token, "{\"code\":\"" + "x".repeat(2_000_000) + "\"}"),
        413,
        "body-too-large");
    assertProblem(suite.post("/api/v1/commands", token, "{nonsense"), 400, "malformed-request");
    assertProblem(
        suite.get("/api/v1/commands/00000000-0000-0000-0000-000000000000", token),
        404,
        "unknown-command");
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
    assertThat(audited(command, suite.traceOf(command))).isTrue();
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
    assertThat(audited("sysops_list_processes")).isTrue();

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
  void endedSessionsAreRefusedAtOnce() throws Exception {
    String token = suite.token("sysops:read");
    assertThat(suite.get("/api/v1/tools", token).statusCode()).isEqualTo(200);
    String session =
        JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]))
            .path("sid")
            .asString();
    assertThat(suite.cli("sessions", "list").out()).contains(session).contains("sysops:read");

    RunningSuite.Ran revoked = suite.cli("sessions", "revoke", session);

    assertThat(revoked.err()).isEqualTo("The session is ended\n");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> suite.get("/api/v1/tools", token).statusCode() == 401);
    assertThat(suite.cli("sessions", "list").out()).doesNotContain(session);
    assertThat(suite.cli("sessions", "revoke", session).status()).isEqualTo(1);
  }

  @Test
  void loggingOutRevokesTheCommandLinesToken() throws Exception {
    String token = suite.cli("token").out().strip();

    assertThat(suite.cli("logout").err()).isEqualTo("Logged out\n");

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> suite.get("/api/v1/tools", token).statusCode() == 401);
    assertThat(suite.cli("logout").err()).isEqualTo("Nobody was logged in\n");
    assertThat(suite.cli("tools", "list").status()).isZero();
  }

  @Test
  void keysOpenWhatTheirScopesSayUntilTheyAreRevoked() throws Exception {
    RunningSuite.Ran created =
        suite.cli("keys", "create", "e2e", "--scope", "sysops:read", "--days", "1");
    assertThat(created.status()).as(created.err()).isZero();
    String key = created.out().strip();
    assertThat(key).startsWith("aios_");
    String id = key.substring(5, 17);

    assertThat(suite.post("/api/v1/tools/sysops_get_policy", key, "{}").statusCode())
        .isEqualTo(200);
    assertProblem(
        suite.post("/api/v1/tools/python_run_code", key, "{\"code\":\"1\"}"),
        403,
        "permission-denied");
    assertThat(suite.cli("keys", "list").out()).contains(id).doesNotContain(key);
    assertThat(audited("key:" + id)).isTrue();

    String rotated = suite.cli("keys", "rotate", id, "--overlap", "0").out().strip();
    await().atMost(Duration.ofSeconds(10)).until(() -> status(key) == 401);
    assertThat(status(rotated)).isEqualTo(200);

    assertThat(suite.cli("keys", "revoke", id).status()).isZero();
    await().atMost(Duration.ofSeconds(10)).until(() -> status(rotated) == 401);
  }

  @Test
  void alertsTellWhoProbedAndAreTakenNoteOf() throws Exception {
    String key =
        suite.cli("keys", "create", "probe", "--scope", "sysops:read", "--days", "1").out().strip();
    String client = "key:" + key.substring(5, 17);
    for (int i = 0; i < 8; i++) {
      assertThat(suite.post("/api/v1/tools/sysops_guess_" + i, key, "{}").statusCode())
          .isEqualTo(404);
    }

    String line =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    suite
                        .cli("alerts", "list", "--rule", "privilege-probing")
                        .out()
                        .lines()
                        .filter(each -> each.contains(client))
                        .findFirst()
                        .orElse(""),
                found -> !found.isEmpty());

    String id = line.substring(0, line.indexOf(' '));
    assertThat(suite.cli("alerts", "show", id).out()).contains("sysops_guess_0", "Audit records:");
    assertThat(suite.cli("alerts", "ack", id, "--note", "e2e").status()).isZero();
    assertThat(suite.cli("alerts", "list").out()).doesNotContain(id);
    assertThat(suite.get("/api/v1/alerts", key).statusCode()).isEqualTo(403);
  }

  @Test
  void usersMayDoWhatTheirRolesPermitUntilTheyAreDisabled() throws Exception {
    try (RunningSuite.Cli added = suite.started("users", "add", "ada", "--role", "viewer")) {
      added.write("twelve wet otters");
      RunningSuite.Ran ran = added.end(Duration.ofSeconds(60));
      assertThat(ran.err()).isEqualTo("User ada is added\n");
    }
    try (RunningSuite.Cli login = suite.started("login", "--device")) {
      String code = login.messages(2).getFirst().replaceAll(".* ", "");
      new DeviceOwner(suite.state().gatewayUrl())
          .letIn("ada", "twelve wet otters", code, List.of("*:read", "*:write"));
      assertThat(login.end(Duration.ofSeconds(60)).err()).contains("Logged in until");
      String token = suite.cli("token").out().strip();

      assertThat(status(token)).isEqualTo(200);
      assertThat(suite.get("/api/v1/users", token).statusCode()).isEqualTo(403);
      assertProblem(
          suite.post("/api/v1/tools/python_run_code", token, "{\"code\":\"1\"}"),
          403,
          "permission-denied");
      String admin = suite.token("*:read *:write");
      assertThat(suite.get("/api/v1/users", admin).body()).contains("ada", "viewer");
      assertThat(suite.patch("/api/v1/users/ada", admin, "{\"enabled\":false}").statusCode())
          .isEqualTo(200);
      await().atMost(Duration.ofSeconds(10)).until(() -> status(token) == 401);
    } finally {
      suite.cli("logout");
    }
  }

  private static int status(String credential) throws Exception {
    return suite.get("/api/v1/tools", credential).statusCode();
  }

  @Test
  void openApiIsServedAndBrowsable() throws Exception {
    HttpResponse<String> document = suite.get("/openapi.json", "");

    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(document.body()).contains("/api/v1/commands").contains("/api/v1/tools/{name}");
  }

  /** Audit records reach the ledger through Kafka, shortly after the answer. */
  private static boolean audited(String... needles) throws Exception {
    String token = suite.token("security:read");
    Instant giveUp = Instant.now().plus(Duration.ofSeconds(30));
    while (Instant.now().isBefore(giveUp)) {
      HttpResponse<String> page =
          suite.post("/api/v1/tools/security_query_audit", token, "{\"limit\":200}");
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      JsonNode records = JSON.readTree(page.body()).path("structuredContent");
      for (JsonNode record : records.path("records")) {
        if (Stream.of(needles).allMatch(record.toString()::contains)) {
          return true;
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return false;
  }

  private static void assertProblem(HttpResponse<String> response, int status, String slug)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.path("type").asString()).isEqualTo("urn:aios:problem:" + slug);
    assertThat(problem.path("traceId").asString()).matches("[0-9a-f]{32}");
    assertThat(response.body()).doesNotContain("Exception").doesNotContain("\\tat ");
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
