package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.RecordAudit;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PoliciesIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ALL = "@id(\"all\") permit(principal, action, resource);\n";
  private static final String NO_BOB =
      "@id(\"no-bob\") forbid(principal == User::\"bob\", action in Action::\"write\", resource);\n";

  private final Server server = Server.running();
  private final Server.Browser http = server.new Browser();

  private HttpResponse<String> send(String method, String path, Object body, String... grants)
      throws Exception {
    return http.send(
        method,
        path,
        body.equals("") ? "" : JSON.writeValueAsString(body),
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + server.hopToken("security-manager", grants));
  }

  private HttpResponse<String> post(String path, Object body) throws Exception {
    return send("POST", "/api/v1/policies" + path, body, "security:write");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private long put(String text, Object... tests) throws Exception {
    HttpResponse<String> answer =
        post("", Map.of("files", Map.of("team.cedar", text), "tests", List.of(tests)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).path("version").asLong();
  }

  private static Map<String, String> bobWrites(String expect) {
    return Map.of(
        "name", "bob writes",
        "subject", "bob",
        "tool", "sysops_set_priority",
        "risk", "write",
        "expect", expect);
  }

  @Test
  void bringsAVersionIntoForceAndBack() throws Exception {
    long first = put(ALL);
    long second = put(ALL + NO_BOB, bobWrites("deny"));

    assertThat(post("/" + first + "/activate", "").statusCode()).isEqualTo(200);
    assertThat(post("/" + second + "/activate", "").statusCode()).isEqualTo(200);
    assertThat(active()).isEqualTo(second);
    Path copy = server.dataDir().resolve("policies");
    assertThat(copy.resolve("team.cedar")).hasContent((ALL + NO_BOB).strip());
    assertThat(copy.resolve("default.cedar")).doesNotExist();
    assertThat(Files.readString(copy.resolve("tools.cedarschema"))).contains("entity User");

    assertThat(post("/rollback", "").statusCode()).isEqualTo(200);
    assertThat(active()).isEqualTo(first);
    assertThat(copy.resolve("team.cedar")).hasContent(ALL.strip());
  }

  private long active() throws Exception {
    return json(send("GET", "/api/v1/policies", "", "security:read"))
        .path("activeVersion")
        .asLong();
  }

  @Test
  void saysWhereBadPoliciesAreBadAndStoresNothing() throws Exception {
    HttpResponse<String> answer =
        post(
            "",
            Map.of(
                "files",
                Map.of(
                    "a.cedar",
                    ALL + "permit(principal, action, resource) when { context.rsik == \"x\" };")));

    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode problem = json(answer).path("problems").path(0);
    assertThat(problem.path("file").asString()).isEqualTo("a.cedar");
    assertThat(problem.path("line").asInt()).isEqualTo(2);
    assertThat(problem.path("column").asInt()).isEqualTo(51);
    assertThat(json(answer).path("type").asString()).endsWith("invalid-policies");
  }

  @Test
  void activatesNoVersionWhoseTestsFail() throws Exception {
    long good = put(ALL);
    post("/" + good + "/activate", "");
    long bad = put(ALL, bobWrites("deny"));

    HttpResponse<String> answer = post("/" + bad + "/activate", "");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(answer).path("failed").path(0).path("decided").asString()).isEqualTo("ALLOW");
    assertThat(active()).isEqualTo(good);
    assertThat(json(post("/" + bad + "/test", "")).path("passed").asBoolean()).isFalse();
  }

  @Test
  void validatesWithoutStoring() throws Exception {
    HttpResponse<String> answer =
        post(
            "/validate",
            Map.of("files", Map.of("a.cedar", ALL), "tests", List.of(bobWrites("allow"))));

    assertThat(json(answer).path("passed").asBoolean()).isTrue();
  }

  @Test
  void saysWhichRecordedCallsWouldBeDecidedOtherwise() throws Exception {
    record("bob", "sysops_set_priority", AuditOutcome.ALLOWED, null);
    record("bob", "sysops_set_priority", AuditOutcome.ALLOWED, null);
    record("ada", "sysops_set_priority", AuditOutcome.ALLOWED, null);
    record("bob", "sysops_list_processes", AuditOutcome.REFUSED, "permission-denied by policy x");
    record("bob", "sysops_kill_process", AuditOutcome.REFUSED, "permission-denied");
    long version = put(ALL + NO_BOB);

    HttpResponse<String> answer =
        post(
            "/" + version + "/replay",
            Map.of(
                "records",
                5, // those above; other tests write to the same ledger
                "risks",
                Map.of("sysops_set_priority", "write", "sysops_list_processes", "read")));

    JsonNode report = json(answer);
    assertThat(report.path("replayed").asInt()).as(answer.body()).isEqualTo(4);
    assertThat(report.path("notRecorded").size()).isZero();
    assertThat(report.path("differences").size()).isEqualTo(2);
    JsonNode nowAllowed = report.path("differences").path(0);
    assertThat(nowAllowed.path("tool").asString()).isEqualTo("sysops_list_processes");
    assertThat(nowAllowed.path("wouldBe").asString()).isEqualTo("ALLOW");
    JsonNode nowDenied = report.path("differences").path(1);
    assertThat(nowDenied.path("subject").asString()).isEqualTo("bob");
    assertThat(nowDenied.path("calls").asInt()).isEqualTo(2);
    assertThat(nowDenied.path("policies").path(0).asString()).isEqualTo("no-bob");
  }

  @Test
  void testsPoliciesAboutArgumentsAndSaysThatRecordsHaveNone() throws Exception {
    String policies =
        ALL
            + """
            forbid(principal, action, resource)
            when { context.arguments has path && context.arguments.path like "/etc/*" };
            forbid(principal, action, resource)
            when { context has host && context.host.memory > 95 };
            """;
    List<Map<String, Object>> tests =
        List.of(
            test("deny", Map.of("arguments", Map.of("path", "/etc/passwd"))),
            test("allow", Map.of("arguments", Map.of("path", "/tmp/x"))),
            test("deny", Map.of("host", Map.of("memory", 96))),
            test("allow", Map.of("recent", Map.of("requests", 9, "refusals", 9))));

    HttpResponse<String> tested =
        post("/validate", Map.of("files", Map.of("a.cedar", policies), "tests", tests));
    assertThat(json(tested).path("passed").asBoolean()).as(tested.body()).isTrue();

    long version = put(policies);
    HttpResponse<String> replayed =
        post(
            "/" + version + "/replay",
            Map.of("records", 1, "risks", Map.of("fs_read_file", "read")));
    assertThat(json(replayed).path("notRecorded").toString())
        .as(replayed.body())
        .isEqualTo("[\"arguments\",\"host\"]");
  }

  private static Map<String, Object> test(String expect, Map<String, Object> given) {
    Map<String, Object> test = new HashMap<>(given);
    test.putAll(Map.of("name", "x", "subject", "bob", "tool", "fs_read_file", "risk", "read"));
    test.put("expect", expect);
    return test;
  }

  private void record(String subject, String tool, AuditOutcome outcome, @Nullable String reason) {
    JsonRecords records = server.bean(JsonRecords.class);
    AuditRecord entry =
        new AuditRecord(
            UUID.randomUUID(),
            Instant.now(),
            subject,
            "aios-cli",
            "tool.call",
            tool,
            outcome,
            outcome == AuditOutcome.ALLOWED ? 200 : 403,
            reason,
            null,
            100,
            null,
            null,
            "127.0.0.1");
    server
        .bean(RecordAudit.class)
        .record(
            List.of(
                new Ledger.Batch(
                    UUID.randomUUID(),
                    List.of(new Ledger.Line(records.write(entry), JsonRecords.facets(entry))))));
  }

  @Test
  void wantsTheGrantForPolicies() throws Exception {
    assertThat(send("GET", "/api/v1/policies", "", "sysops:read").statusCode()).isEqualTo(403);
    assertThat(send("POST", "/api/v1/policies/rollback", "", "security:read").statusCode())
        .isEqualTo(403);
    // A hop token of a person is not the gateway's own.
    assertThat(send("GET", "/internal/policies/active?known=-1", "", "*:read").statusCode())
        .isEqualTo(403);
  }
}
