package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who gets in, with what, until when, and every refusal a caller can meet. */
@OnSharedSuite
class AccessIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ALL = "*:read *:write *:destructive *:external";

  private static RunningSuite suite;

  @BeforeAll
  static void start(RunningSuite shared) {
    suite = shared;
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
    assertThat(Audited.finds(suite, "\"status\":401")).isTrue();
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
    assertThat(Audited.finds(suite, "key:" + id)).isTrue();

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
}
