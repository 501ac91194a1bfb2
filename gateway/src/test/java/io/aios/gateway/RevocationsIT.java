package io.aios.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.events.Topics;
import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.contracts.tokens.TokensRevoked;
import io.aios.contracts.tools.Risk;
import io.aios.gateway.GatewayClient.Answer;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** Events alone revoke: security-manager is asked at the start and then not for an hour. */
class RevocationsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Authority authority;
  private static Suite suite;
  private static GatewayClient client;
  private static AuditTopic audit;

  @BeforeAll
  static void start() throws Exception {
    authority = new Authority();
    authority.revoke(revocation(Kind.TOKEN, "revoked-before-the-start", Instant.now()));
    Map<String, String> properties = new HashMap<>();
    properties.put("aios.gateway.revocations.enabled", "true");
    properties.put("aios.gateway.revocations.poll", "1h");
    properties.put("aios.gateway.revocations.max-age", "2h");
    properties.put("aios.gateway.quota.throttled", "3");
    properties.put("management.tracing.sampling.probability", "1.0");
    authority.register(properties);
    suite = new Suite(properties);
    suite.awaitTools();
    client = new GatewayClient(suite.url());
    audit = new AuditTopic(suite);
    await().atMost(PATIENCE).until(() -> say(token("first", "first")).status() == 200);
  }

  @AfterAll
  static void stop() {
    suite.close();
    authority.close();
  }

  private static Revocation revocation(Kind kind, String value, Instant at) {
    return new Revocation(kind, value, at, at.plus(1, ChronoUnit.HOURS));
  }

  private static String token(String session, String id) {
    return suite.tokens.user("ada", c -> c.claim("sid", session).jwtID(id), "echo:read");
  }

  private static Answer say(String token) throws Exception {
    return client.call("echo_say_text", "{\"text\":\"hi\"}", token);
  }

  private static void announce(Revocation revocation) {
    suite
        .gateway
        .getBean(TransactionOperations.class)
        .executeWithoutResult(
            none ->
                suite
                    .gateway
                    .getBean(Outbox.class)
                    .append(
                        List.of(
                            new OutgoingEvent(
                                UUID.randomUUID(),
                                Topics.REVOCATIONS,
                                "revocations",
                                TokensRevoked.TYPE,
                                Instant.now(),
                                new TokensRevoked(List.of(revocation))))));
  }

  private static Answer awaitRefusal(String token) {
    return await().atMost(PATIENCE).until(() -> say(token), answer -> answer.status() != 200);
  }

  @Test
  void knowsWhatWasRevokedBeforeItStarted() throws Exception {
    assertThat(say(token("s", "revoked-before-the-start")).status()).isEqualTo(401);
  }

  @Test
  void refusesEveryTokenOfAnEndedSessionAndRecordsIt() throws Exception {
    String before = token("family", "one");
    String refreshed = token("family", "two");
    String other = token("other", "three");
    assertThat(say(before).status()).isEqualTo(200);

    announce(revocation(Kind.SESSION, "family", Instant.now()));

    Answer refused = awaitRefusal(before);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().path("detail").asString()).contains("session was ended");
    assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    AuditRecord entry = audit.ofTrace(refused.json().path("traceId").asString());
    assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(entry.status()).isEqualTo(401);
    assertThat(say(refreshed).status()).isEqualTo(401);
    assertThat(client.get("/api/v1/tools", refreshed).status()).isEqualTo(401);
    assertThat(client.mcp("/mcp", "{}", refreshed).status()).isEqualTo(401);
    assertThat(say(other).status()).isEqualTo(200);
  }

  @Test
  void holdsAThrottledSubjectToALowQuotaUntilThatIsLifted() throws Exception {
    String throttled = suite.tokens.user("mallory", c -> c.claim("sid", "m"), "echo:read");
    Instant now = Instant.now();

    announce(new Revocation(Kind.THROTTLED, "mallory", now, now.plus(1, ChronoUnit.HOURS)));

    Answer refused = awaitRefusal(throttled);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("throttled");
    assertThat(say(token("free", "free")).status()).isEqualTo(200);

    announce(new Revocation(Kind.THROTTLED, "mallory", now.plusSeconds(1), now));

    await().atMost(PATIENCE).until(() -> say(throttled).status() == 200);
  }

  @Test
  void recordsTheSessionTheRiskAndTheLengthOfTheAnswer() throws Exception {
    Answer answer = say(token("recorded", "recorded"));

    AuditRecord entry = audit.await(each -> "recorded".equals(each.session()));
    assertThat(entry.risk()).isEqualTo(Risk.READ);
    assertThat(entry.answerBytes()).isEqualTo(answer.body().getBytes(UTF_8).length);
  }

  @Test
  void refusesOneTokenAlone() throws Exception {
    String revoked = token("kept", "gone");
    String sibling = token("kept", "stays");

    announce(revocation(Kind.TOKEN, "gone", Instant.now()));

    assertThat(awaitRefusal(revoked).status()).isEqualTo(401);
    assertThat(say(sibling).status()).isEqualTo(200);
  }

  @Test
  void refusesWhatAPrincipalGotBeforeAndTakesWhatItGetsAfterwards() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String before =
        suite.tokens.user("bob", c -> c.issueTime(Date.from(now.minusSeconds(1))), "echo:read");
    String after = suite.tokens.user("bob", c -> c.issueTime(Date.from(now)), "echo:read");
    String undated = suite.tokens.user("bob", c -> c.issueTime(null), "echo:read");

    announce(revocation(Kind.PRINCIPAL, "bob", now));

    assertThat(awaitRefusal(before).status()).isEqualTo(401);
    assertThat(say(undated).status()).isEqualTo(401);
    assertThat(say(after).status()).isEqualTo(200);
  }

  @Test
  void letsTheOrchestratorFinishWhatWasGivenToIt() throws Exception {
    announce(revocation(Kind.SESSION, "over", Instant.now()));
    awaitRefusal(token("over", "x"));

    assertThat(say(suite.tokens.orchestrator("ada", "echo:read")).status()).isEqualTo(200);
  }
}
