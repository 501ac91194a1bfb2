package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.keys.ApiKey;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.security.audit.domain.LedgerQuery;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.RecordAudit;
import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.revocation.usecase.Quarantines;
import io.aios.security.threats.domain.Actor;
import io.aios.security.threats.domain.Finding;
import io.aios.security.threats.domain.Severity;
import io.aios.security.threats.usecase.AlertEvents;
import io.aios.security.threats.usecase.AlertQuery;
import io.aios.security.threats.usecase.Alerts;
import io.aios.security.threats.usecase.QuarantinePrincipal;
import io.aios.security.threats.usecase.RaiseAlerts;
import io.aios.security.threats.usecase.RespondToAlert;
import io.aios.security.threats.usecase.Response;
import io.aios.security.threats.usecase.ThrottlePrincipal;
import io.aios.security.threats.usecase.WatchProgress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is recorded becomes an alert; alerts and quarantine are for administrators. */
class ThreatsIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ALERTS = "/api/v1/alerts";
  private static final String HELD = ALERTS + "/quarantine";

  private final Server server = Server.running();
  private final Server.Browser http = server.new Browser();
  private final Alerts alerts = server.bean(Alerts.class);
  private final String address = "203.0.113.9-" + UUID.randomUUID();

  /** The first start of detection takes what there is as known. */
  @BeforeEach
  void waitUntilTheLedgerIsWatched() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.bean(WatchProgress.class).next().isPresent());
  }

  private HttpResponse<String> send(String token, String method, String path, Object body)
      throws Exception {
    return http.send(
        method,
        path,
        body.equals("") ? "" : JSON.writeValueAsString(body),
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + token);
  }

  private HttpResponse<String> as(String subject, String method, String path) throws Exception {
    String token =
        server.hopTokenOf(subject, "alerts", "security:read", "security:write", "sysops:read");
    return send(token, method, path, "");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private void record(int refusals, Instant from) {
    JsonRecords json = server.bean(JsonRecords.class);
    List<Ledger.Line> lines =
        IntStream.range(0, refusals)
            .mapToObj(i -> refusal(from.plusMillis(i)))
            .map(entry -> new Ledger.Line(json.write(entry), JsonRecords.facets(entry)))
            .toList();
    server.bean(RecordAudit.class).record(List.of(new Ledger.Batch(UUID.randomUUID(), lines)));
  }

  private AuditRecord refusal(Instant at) {
    return new AuditRecord(
        UUID.randomUUID(),
        at,
        null,
        null,
        "http POST /mcp",
        "/mcp",
        AuditOutcome.REFUSED,
        401,
        "unauthenticated",
        null,
        900,
        null,
        null,
        address);
  }

  /** Of the rule in the ledger's records about this test's own address. */
  private JsonNode alert() throws Exception {
    HttpResponse<String> listed = as("admin", "GET", ALERTS + "?rule=brute-force&limit=500");
    assertThat(listed.statusCode()).as(listed.body()).isEqualTo(200);
    return json(listed)
        .path("alerts")
        .valueStream()
        .filter(each -> each.path("about").asString().contains(address))
        .findFirst()
        .orElse(JSON.nullNode());
  }

  private JsonNode raised() {
    return await().atMost(Duration.ofSeconds(30)).until(this::alert, found -> found.isObject());
  }

  @Test
  void makesOneAlertOfWhatTheLedgerRecordsAndTellsOfIt() throws Exception {
    Instant now = Instant.now();
    record(20, now);

    JsonNode first = raised();

    assertThat(first.path("state").asString()).isEqualTo("open");
    assertThat(first.path("severity").asString()).isEqualTo("medium");
    assertThat(first.path("explanation").asString()).contains("20 refused credentials");
    assertThat(first.path("evidence").size()).isEqualTo(20);
    assertThat(first.path("response").asString()).isEqualTo("alert");
    String target = "brute-force " + first.path("about").asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !server
                    .bean(Ledger.class)
                    .find(new LedgerQuery("aios", target, null, null, null, 10))
                    .isEmpty());

    record(20, now.plusSeconds(60));

    await().atMost(Duration.ofSeconds(30)).until(() -> alert().path("occurrences").asInt() == 2);
    assertThat(alert().path("id")).isEqualTo(first.path("id"));
  }

  @Test
  void decidesAnAlertOnce() throws Exception {
    String id = raise("decide-" + UUID.randomUUID(), Map.of());
    String path = ALERTS + "/" + id;

    String token = server.hopTokenOf("admin", "alerts", "security:write");
    HttpResponse<String> decided =
        send(token, "POST", path + "/acknowledge", Map.of("note", "a test"));

    assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
    assertThat(json(decided).path("state").asString()).isEqualTo("acknowledged");
    assertThat(json(as("admin", "GET", path)).path("note").asString()).isEqualTo("a test");
    assertThat(as("admin", "POST", path + "/dismiss").statusCode()).isEqualTo(409);
    assertThat(as("admin", "POST", ALERTS + "/" + UUID.randomUUID() + "/dismiss").statusCode())
        .isEqualTo(404);
    assertThat(as("admin", "GET", ALERTS + "/nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  void pagesAndFiltersYoungestFirst() throws Exception {
    String subject = "pages-" + UUID.randomUUID();
    List<String> raised =
        List.of(
            raise(subject, "a", Map.of()),
            raise(subject, "b", Map.of()),
            raise(subject, "c", Map.of()));

    JsonNode first = json(as("admin", "GET", ALERTS + "?limit=2&subject=" + subject));
    JsonNode second =
        json(
            as(
                "admin",
                "GET",
                ALERTS
                    + "?limit=2&subject="
                    + subject
                    + "&cursor="
                    + first.path("nextCursor").asString()));

    assertThat(first.path("alerts").valueStream().map(each -> each.path("id").asString()))
        .containsExactly(raised.get(2), raised.get(1));
    assertThat(second.path("alerts").valueStream().map(each -> each.path("id").asString()))
        .containsExactly(raised.get(0));
    assertThat(second.path("nextCursor").isNull()).isTrue();
    String above = ALERTS + "?severity=critical&subject=" + subject;
    assertThat(json(as("admin", "GET", above)).path("alerts").size()).isZero();
    String dismissed = ALERTS + "?state=dismissed&subject=" + subject;
    assertThat(json(as("admin", "GET", dismissed)).path("alerts").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"severity=bad", "state=closed", "limit=501", "cursor=x"})
  void refusesCriteriaThatMakeNoSense(String query) throws Exception {
    assertThat(as("admin", "GET", ALERTS + "?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void showsAlertsToAdministratorsOnlyAndNotToKeys() throws Exception {
    String id = raise("hidden-" + UUID.randomUUID(), Map.of());
    for (String[] request :
        new String[][] {
          {"GET", ALERTS},
          {"GET", ALERTS + "/" + id},
          {"POST", ALERTS + "/" + id + "/acknowledge"},
          {"POST", ALERTS + "/" + id + "/dismiss"},
          {"GET", HELD},
          {"PUT", HELD + "/bob"},
          {"DELETE", HELD + "/bob"}
        }) {
      String key =
          server.hopTokenFor(ApiKey.client("abcdefghijkl"), "admin", "alerts", "*:read", "*:write");
      String nobody = server.hopTokenOf("admin", "alerts", "sysops:read");
      assertThat(as("eve", request[0], request[1]).statusCode()).as(request[1]).isEqualTo(403);
      assertThat(send(key, request[0], request[1], "").statusCode()).as(request[1]).isEqualTo(403);
      assertThat(send(nobody, request[0], request[1], "").statusCode())
          .as(request[1])
          .isEqualTo(403);
    }
    assertThat(server.bean(Quarantines.class).holds("bob")).isFalse();
  }

  @Test
  void holdsAPrincipalUntilItIsReleased() throws Exception {
    HttpResponse<String> created =
        send(
            server.hopTokenOf("admin", "clients", "*:read", "*:write"),
            "POST",
            "/api/v1/clients",
            Map.of("name", "p", "scopes", List.of("sysops:read")));
    String program = json(created).path("clientId").asString();
    String secret = json(created).path("clientSecret").asString();
    String token = server.clientToken(program, secret, "sysops:read");
    HttpResponse<String> issued =
        send(
            server.hopTokenOf(program, "keys", "security:write", "sysops:read"),
            "POST",
            "/api/v1/keys",
            Map.of("name", "k", "scopes", List.of("sysops:read")));
    String key = json(issued).path("id").asString();
    assertThat(grant(key)).isEqualTo(200);

    assertThat(as("admin", "PUT", HELD + "/" + program).statusCode()).isEqualTo(204);

    assertThat(server.isActive(token)).isFalse();
    assertThat(server.askToken(program, secret, "sysops:read").body()).contains("access_denied");
    assertThat(grant(key)).isEqualTo(404);
    assertThat(server.revocations())
        .anyMatch(each -> each.kind() == Kind.PRINCIPAL && each.value().equals(program))
        .anyMatch(each -> each.kind() == Kind.KEY && each.value().equals(key));
    assertThat(as("admin", "GET", HELD).body()).contains(program);

    assertThat(as("admin", "DELETE", HELD + "/" + program).statusCode()).isEqualTo(204);

    assertThat(server.clientToken(program, secret, "sysops:read")).isNotBlank();
    assertThat(grant(key)).isEqualTo(200);
    assertThat(as("admin", "DELETE", HELD + "/" + program).statusCode()).isEqualTo(404);
  }

  private int grant(String key) throws Exception {
    String token = server.hopTokenOf("gateway", "keys:fetch");
    return send(token, "GET", "/internal/keys/" + key + "?used=", "").statusCode();
  }

  @Test
  void holdsWhomAnAlertIsAboutOnlyWhereThatIsConfigured() throws Exception {
    String ada = "ada-" + UUID.randomUUID();
    String eve = "eve-" + UUID.randomUUID();
    Quarantines held = server.bean(Quarantines.class);

    raise(ada, Map.of());
    assertThat(held.holds(ada)).isFalse();
    String id = raise(eve, Map.of("high", Response.QUARANTINE));

    assertThat(held.holds(eve)).isTrue();
    assertThat(json(as("admin", "GET", ALERTS + "/" + id)).path("response").asString())
        .isEqualTo("quarantine");
  }

  @Test
  void throttlesAndAsksForAFreshLoginWhereThatIsConfigured() throws Exception {
    String ada = "ada-" + UUID.randomUUID();
    String eve = "eve-" + UUID.randomUUID();

    raise(ada, Map.of("test-rule", Response.THROTTLE, "high", Response.QUARANTINE));
    raise(eve, Map.of("test-rule", Response.STEP_UP));

    assertThat(server.bean(Quarantines.class).holds(ada)).isFalse();
    assertThat(server.revocations())
        .anyMatch(each -> each.kind() == Kind.THROTTLED && each.value().equals(ada))
        .anyMatch(each -> each.kind() == Kind.PRINCIPAL && each.value().equals(eve));

    assertThat(as("admin", "DELETE", HELD + "/" + ada).statusCode()).isEqualTo(204);

    assertThat(server.revocations().stream().filter(each -> each.value().equals(ada)).toList())
        .last()
        .satisfies(each -> assertThat(each.until()).isBeforeOrEqualTo(Instant.now()));
    assertThat(as("admin", "DELETE", HELD + "/" + ada).statusCode()).isEqualTo(404);
  }

  @Test
  void neverLocksTheAdministratorsOut() throws Exception {
    raise("admin", Map.of("high", Response.QUARANTINE));

    assertThat(server.bean(Quarantines.class).holds("admin")).isFalse();
    assertThat(as("admin", "PUT", HELD + "/admin").statusCode()).isEqualTo(409);
  }

  private String raise(String subject, Map<String, Response> responses) {
    return raise(subject, UUID.randomUUID().toString(), responses);
  }

  private String raise(String subject, String about, Map<String, Response> responses) {
    Finding finding =
        new Finding(
            "test-rule",
            Severity.HIGH,
            new Actor(subject, "editor"),
            subject + about,
            "It was a test",
            List.of(),
            List.of(UUID.randomUUID()),
            Instant.now());
    RaiseAlerts raising =
        new RaiseAlerts(
            alerts,
            server.bean(AlertEvents.class),
            new RespondToAlert(
                server.bean(QuarantinePrincipal.class),
                server.bean(ThrottlePrincipal.class),
                server.bean(EndSessions.class),
                responses),
            Duration.ofHours(1));
    server.bean(TransactionOperations.class).executeWithoutResult(status -> raising.raise(finding));
    return alerts
        .list(new AlertQuery(null, null, "test-rule", subject, null, 1))
        .getFirst()
        .id()
        .toString();
  }
}
