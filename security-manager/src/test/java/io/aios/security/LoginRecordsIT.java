package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.security.audit.infrastructure.json.JsonRecords;
import io.aios.security.audit.usecase.Ledger;
import io.aios.security.audit.usecase.RecordAudit;
import io.aios.security.logins.domain.LoginMethod;
import io.aios.security.logins.domain.LoginRefusal;
import io.aios.security.logins.domain.RefusalBudget;
import io.aios.security.logins.usecase.LoginTrail;
import io.aios.security.logins.usecase.RecordLogins;
import io.aios.security.threats.domain.Alert;
import io.aios.security.threats.domain.BruteForce;
import io.aios.security.threats.usecase.AlertQuery;
import io.aios.security.threats.usecase.Alerts;
import io.aios.security.threats.usecase.WatchProgress;
import io.aios.security.users.usecase.Users;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The ledger holds every login, whether it was let through or refused, and what became of it. */
class LoginRecordsIT {
  private final Server server = Server.running();
  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private final RecordedLogins records = new RecordedLogins();

  /** The first start of detection takes what there is as known. */
  @BeforeEach
  void waitUntilTheLedgerIsWatched() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.bean(WatchProgress.class).next().isPresent());
  }

  /** As the gateway says it. */
  private String[] from(String address) throws Exception {
    return new String[] {
      "X-Forwarded-For", address, "X-Aios-Forwarded-By", server.hopTokenOf("gateway", "forward")
    };
  }

  private HttpResponse<String> type(String name, String password, String address) throws Exception {
    Server.Browser browser = server.new Browser();
    return browser.post(
        "/login",
        Map.of("username", name, "password", password, "_csrf", Person.csrf(browser.get("/login"))),
        from(address));
  }

  private static String address() {
    return "198.18.%d.%d".formatted(random(), random());
  }

  private static int random() {
    return UUID.randomUUID().hashCode() & 0xff;
  }

  @Test
  void recordsALoginByPasswordAndTheSessionThatFollows() throws Exception {
    Person ada = Person.with("user");
    assertThat(ada.logIn(ada.password, from("198.51.100.7")).statusCode()).isEqualTo(204);
    String token = ada.token("*:read");

    AuditRecord login = records.await(ada.name, "login.password");
    assertThat(login.target()).isEqualTo("login");
    assertThat(login.outcome()).isEqualTo(AuditOutcome.ALLOWED);
    assertThat(login.status()).isEqualTo(200);
    assertThat(login.reason()).isNull();
    assertThat(login.remoteAddress()).isEqualTo("198.51.100.7");
    assertThat(login.traceId()).isNotEmpty();
    AuditRecord began = records.await(ada.name, "session.begin");
    assertThat(began.target()).isEqualTo("session");
    assertThat(began.client()).isEqualTo("aios-cli");
    assertThat(began.session()).isEqualTo(Person.claims(token).getStringClaim("sid"));
    assertThat(records.of(ada.name))
        .extracting(AuditRecord::action)
        .containsOnlyOnce("login.password", "session.begin");
  }

  @Test
  void recordsAWrongPasswordUnderTheNameOfTheUser() throws Exception {
    Person ada = Person.with("user");
    String typed = "not the password " + UUID.randomUUID();

    ada.logIn(typed, from("198.51.100.8"));

    AuditRecord refused = records.awaitRefusal(ada.name, "login.password", "wrong-credentials");
    assertThat(refused.outcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.client()).isNull();
    assertThat(refused.remoteAddress()).isEqualTo("198.51.100.8");
    assertThat(records.of(null)).noneMatch(each -> each.toString().contains(typed));
  }

  @Test
  void recordsTheLoginOfWhoIsDisabled() throws Exception {
    Person ada = Person.with("user");
    ada.change(Map.of("enabled", false));

    ada.logIn();

    records.awaitRefusal(ada.name, "login.password", "disabled-user");
  }

  /** People type passwords where names belong. */
  @Test
  void recordsNoNameThatIsNoUsers() throws Exception {
    String address = address();
    String typed = "hunter2-" + UUID.randomUUID().toString().substring(0, 8);

    type(typed, "oops", address);

    AuditRecord refused = records.await(null, each -> address.equals(each.remoteAddress()));
    assertThat(refused.action()).isEqualTo("login.password");
    assertThat(refused.reason()).isEqualTo("unknown-user");
    assertThat(refused.subject()).isNull();
    assertThat(records.of(null)).noneMatch(each -> each.toString().contains(typed));
  }

  @Test
  void recordsOnceThatSomebodyWaits() throws Exception {
    Person ada = Person.with("user");
    for (int i = 0; i < 9; i++) {
      ada.logIn("guess", from("198.51.100.9"));
    }
    records.awaitRefusal(ada.name, "login.password", "too-many-attempts");
    // A later record: what was to come before it has come.
    ada.logIn("guess", from("198.51.100.10"));
    records.await(ada.name, each -> "198.51.100.10".equals(each.remoteAddress()));

    assertThat(records.of(ada.name).stream().map(AuditRecord::reason).toList().reversed())
        .containsExactly(
            "wrong-credentials",
            "wrong-credentials",
            "wrong-credentials",
            "wrong-credentials",
            "wrong-credentials",
            "too-many-attempts",
            "wrong-credentials");
  }

  @Test
  void recordsThePrograms() throws Exception {
    HttpResponse<String> created =
        Person.asAdministrator(
            "POST", "/api/v1/clients", Map.of("name", "p", "scopes", List.of("sysops:read")));
    String id = Server.json(created).get("clientId").toString();
    server.clientToken(id, Server.json(created).get("clientSecret").toString(), "sysops:read");

    AuditRecord login = records.await(id, "login.client");
    assertThat(login.outcome()).isEqualTo(AuditOutcome.ALLOWED);
    assertThat(login.client()).isEqualTo(id);
    assertThat(login.session())
        .isEqualTo(
            jdbc.sql("SELECT id FROM oauth2_authorization WHERE principal_name = ?")
                .param(id)
                .query(String.class)
                .single());

    assertThat(server.askToken(id, "wrong", "sysops:read").statusCode()).isEqualTo(401);
    AuditRecord refused = records.awaitRefusal(id, "login.client", "wrong-credentials");
    assertThat(refused.client()).isNull();

    String stranger = "secret-" + UUID.randomUUID();
    assertThat(server.askToken(stranger, "wrong", "sysops:read").statusCode()).isEqualTo(401);
    records.awaitRefusal(null, "login.client", "unknown-client");
    assertThat(records.of(null)).noneMatch(each -> each.toString().contains(stranger));
  }

  @Test
  void recordsTheEndOfASession() throws Exception {
    Person ada = Person.with("user");
    ada.logIn();
    String session = Person.claims(ada.token("*:read")).getStringClaim("sid");

    Person.as(ada.name, "DELETE", "/api/v1/sessions/" + session, null);

    AuditRecord ended = records.await(ada.name, "session.end");
    assertThat(ended.session()).isEqualTo(session);
    assertThat(ended.client()).isEqualTo("aios-cli");
  }

  /** No record, no login. */
  @Test
  void letsNobodyInWhoseLoginCannotBeRecorded() throws Exception {
    Person ada = Person.with("user");
    jdbc.sql(
            """
            CREATE FUNCTION refuse_logins() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'no room for logins'; END $$
            """)
        .update();
    jdbc.sql(
            """
            CREATE TRIGGER refuse_logins BEFORE INSERT ON outbox FOR EACH ROW
            WHEN (NEW.key = 'logins') EXECUTE FUNCTION refuse_logins()
            """)
        .update();
    try {
      assertThat(ada.logIn().statusCode()).isEqualTo(500);
      assertThat(Person.location(ada.authorize("*:read")).toString()).isEqualTo("/login");
      assertThat(
              server
                  .askToken("gateway", Server.GATEWAY_SECRET, "internal:signing-keys")
                  .statusCode())
          .isEqualTo(500);
    } finally {
      jdbc.sql("DROP FUNCTION refuse_logins CASCADE").update();
    }
    assertThat(ada.logIn().statusCode()).isEqualTo(303);
  }

  @Test
  void recordsHowManyRefusalsAFloodLeftOut() {
    String flooded = "flooded-" + UUID.randomUUID();
    var flood =
        new RecordLogins(
            server.bean(LoginTrail.class),
            server.bean(Users.class),
            server.bean(TransactionOperations.class),
            new RefusalBudget(3),
            Clock.systemUTC());
    for (int i = 0; i < 5; i++) {
      flood.refused(LoginMethod.KEY_FILE, flooded, LoginRefusal.WRONG_CREDENTIALS);
    }
    flood.recordOmitted();
    flood.recordOmitted();

    AuditRecord left =
        records.await(null, each -> String.valueOf(each.reason()).startsWith("omitted "));
    assertThat(left.action()).isEqualTo("login.key-file");
    assertThat(left.reason()).isEqualTo("omitted 2 refusals");
    assertThat(left.status()).isEqualTo(429);
    assertThat(records.of(flooded)).hasSize(3);
  }

  /** It is the address that is suspicious: nobody is held for what others type. */
  @Test
  void raisesAnAlertAboutTheAddressThatGuesses() throws Exception {
    Person ada = Person.with("user");
    String address = address();
    for (int i = 0; i < 20; i++) {
      type(i % 5 == 0 ? ada.name : "nobody-" + i, "guess", address);
    }

    Alert alert = awaitAlert(address);

    assertThat(alert.about()).isEqualTo("address " + address);
    assertThat(alert.subject()).isNull();
    assertThat(alert.occurrences()).isEqualTo(1);
  }

  /** The gateway sees the 401 that a client gets, and this service has recorded why. */
  @Test
  void countsARefusedClientOnce() {
    String client = address();
    String other = address();
    append(client, "/oauth2/token");
    append(other, "/mcp");

    awaitAlert(other);
    assertThat(alert(client)).isEmpty();
  }

  /** What the gateway records of refusals, enough for an alert. */
  private void append(String address, String path) {
    JsonRecords json = server.bean(JsonRecords.class);
    List<Ledger.Line> lines =
        Stream.generate(() -> refusal(address, path))
            .limit(20)
            .map(entry -> new Ledger.Line(json.write(entry), JsonRecords.facets(entry)))
            .toList();
    server.bean(RecordAudit.class).record(List.of(new Ledger.Batch(UUID.randomUUID(), lines)));
  }

  private static AuditRecord refusal(String address, String path) {
    return new AuditRecord(
        UUID.randomUUID(),
        Instant.now(),
        null,
        null,
        "http POST " + path,
        path,
        AuditOutcome.REFUSED,
        401,
        "http-401",
        null,
        900,
        null,
        null,
        address);
  }

  private Optional<Alert> alert(String address) {
    return server
        .bean(Alerts.class)
        .list(new AlertQuery(null, null, BruteForce.ID, null, null, 500))
        .stream()
        .filter(each -> each.about().contains(address))
        .findFirst();
  }

  private Alert awaitAlert(String address) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> alert(address), Optional::isPresent)
        .orElseThrow();
  }
}
