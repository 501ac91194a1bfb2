package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.gateway.GatewayClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each attack on the running gateway: 401, one audit record, and no request to where the token
 * points. The gateway fetches keys over HTTP as it does in the suite.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TokenAttacksIT {
  private static KeyServer keys;
  private static TokenAttacks attacks;
  private static Suite suite;
  private static GatewayClient client;
  private static AuditTopic audit;
  private static final List<String> traces = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    keys = new KeyServer();
    attacks = new TokenAttacks(keys);
    Map<String, String> properties = new HashMap<>();
    properties.put("aios.security.security-manager-url", keys.url());
    properties.put("management.tracing.sampling.probability", "1.0");
    suite = new Suite(properties);
    suite.awaitTools();
    client = new GatewayClient(suite.url());
    audit = new AuditTopic(suite);
  }

  @AfterAll
  static void stop() {
    suite.close();
    keys.close();
  }

  static List<TokenAttacks.Attack> attacks() throws Exception {
    return attacks.all();
  }

  private static Answer say(String token) throws Exception {
    return client.call("echo_say_text", "{\"text\":\"hi\"}", token);
  }

  @Test
  @Order(1)
  void takesTheTokensThatTheAttacksAreMadeOf() throws Exception {
    assertThat(say(attacks.good()).status()).isEqualTo(200);
    assertThat(say(attacks.goodOfOrchestrator()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  @Order(2)
  void isRefused(TokenAttacks.Attack attack) throws Exception {
    Answer refused = say(attack.token());

    assertThat(refused.status()).as(refused.body()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    traces.add(refused.json().path("traceId").asString());
  }

  @Test
  @Order(3)
  void madeNoOutboundRequestAndOneRecordEach() throws Exception {
    assertThat(traces).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    for (String trace : traces) {
      AuditRecord entry = audit.ofTrace(trace);
      assertThat(entry.status()).isEqualTo(401);
      assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
      assertThat(entry.subject()).isNull();
    }
    // A record of a later request has come, so a second one of an earlier request would have.
    audit.ofTrace(say("abc").json().path("traceId").asString());
    assertThat(traces).allSatisfy(trace -> assertThat(audit.countOf(trace)).isEqualTo(1));
    assertThat(keys.requests()).doesNotContain("/bait");
    // Unknown key ids may ask the issuer, no more often than the refresh interval lets them.
    assertThat(keys.requests()).hasSizeLessThan(40);
  }

  @Test
  @Order(4)
  void stillTakesGoodTokens() throws Exception {
    assertThat(say(attacks.good()).status()).isEqualTo(200);
  }

  /** Refused before there is a request that a filter could see. */
  @Test
  @Order(5)
  void recordsWhatTheContainerRefuses() throws Exception {
    Answer large = client.get("/api/v1/tools/large", "x".repeat(20_000));
    Answer slash = client.get("/api/v1/tools/a%2fb", "");

    assertThat(large.status()).isEqualTo(400);
    assertThat(slash.status()).isEqualTo(400);
    assertThat(slash.json().path("type").asString())
        .isEqualTo("urn:aios:problem:malformed-request");
    for (String path : List.of("/api/v1/tools/large", "/api/v1/tools/a%2fb")) {
      AuditRecord entry = audit.await(each -> each.target().equals(path));
      assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
      assertThat(entry.status()).isEqualTo(400);
    }
  }
}
