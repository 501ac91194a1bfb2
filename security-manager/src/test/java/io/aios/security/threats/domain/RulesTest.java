package io.aios.security.threats.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.security.threats.domain.Observation.Answer;
import io.aios.security.threats.domain.Observation.Ending;
import io.aios.security.threats.domain.Observation.Origin;
import io.aios.security.threats.domain.Observation.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule finds its attack, names its evidence, and leaves alone what comes near it. */
class RulesTest {
  private static final Instant START = Instant.parse("2026-06-01T09:00:00Z");
  private static final Actor ADA = new Actor("ada", "editor");
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int REMEMBERED = 10;

  private static Instant second(long seconds) {
    return START.plusSeconds(seconds);
  }

  private static Observation refused(@Nullable Actor actor, long at, String target, int status) {
    String reason =
        status == 401 ? "unauthenticated" : status == 404 ? "unknown-tool" : "permission-denied";
    return new Observation(
        UUID.randomUUID(),
        second(at),
        actor,
        new Origin(null, "203.0.113.9"),
        new Request("tool.call", target, false, null),
        new Answer(Ending.REFUSED, status, reason, 0, 0, 0));
  }

  private static Observation call(long at, String tool, Answer answer, boolean external) {
    return new Observation(
        UUID.randomUUID(),
        second(at),
        ADA,
        new Origin("s1", "10.0.0.1"),
        new Request("tool.call", tool, external, "d"),
        answer);
  }

  private static Answer answer(long bytes, int secrets) {
    return new Answer(Ending.ALLOWED, 200, "", bytes, secrets, secrets);
  }

  private static Observation from(long at, String session, String address) {
    return new Observation(
        UUID.randomUUID(),
        second(at),
        ADA,
        new Origin(session, address),
        new Request("tool.call", "sysops_list_files", false, "d"),
        answer(10, 0));
  }

  private static List<Finding> all(Rule rule, List<Observation> seen) {
    return seen.stream().map(rule::observe).flatMap(Optional::stream).toList();
  }

  @Test
  void findsManyRefusedCredentialsOfOneAddress() {
    List<Observation> attempts =
        IntStream.range(0, 5).mapToObj(i -> refused(null, i, "/mcp", 401)).toList();

    List<Finding> found = all(new BruteForce(5, WINDOW, REMEMBERED), attempts);

    assertThat(found)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.about()).isEqualTo("address 203.0.113.9");
              assertThat(finding.evidence())
                  .containsExactlyElementsOf(attempts.stream().map(Observation::id).toList());
            });
  }

  @Test
  void findsNoBruteForceInRefusalsThatAreFarApart() {
    List<Observation> attempts =
        IntStream.range(0, 20).mapToObj(i -> refused(null, 100L * i, "/mcp", 401)).toList();

    assertThat(all(new BruteForce(5, WINDOW, REMEMBERED), attempts)).isEmpty();
  }

  @Test
  void findsProbingOfDifferentToolsAndNotOfOne() {
    PrivilegeProbing rule = new PrivilegeProbing(4, WINDOW, REMEMBERED);
    List<Observation> same =
        IntStream.range(0, 20).mapToObj(i -> refused(ADA, i, "a", 403)).toList();
    List<Observation> different =
        IntStream.range(0, 4)
            .mapToObj(i -> refused(ADA, 30 + i, "tool" + i, i % 2 == 0 ? 403 : 404))
            .toList();

    assertThat(all(rule, same)).isEmpty();
    assertThat(all(rule, different))
        .singleElement()
        .satisfies(finding -> assertThat(finding.explanation()).contains("ada", "tool0"));
  }

  @Test
  void findsVolumeFarAboveTheUsualAndNotTheUsualItself() {
    ExfiltrationVolume rule =
        new ExfiltrationVolume(
            new ExfiltrationVolume.Limits(1_000, 5, 100), Duration.ofMinutes(10), REMEMBERED);
    for (int window = 0; window < 20; window++) {
      Optional<Finding> usual = rule.observe(call(600L * window, "read", answer(900, 0), false));
      assertThat(usual).isEmpty();
    }

    assertThat(rule.observe(call(20 * 600, "read", answer(2_000, 0), false))).isEmpty();
    Optional<Finding> much = rule.observe(call(20 * 600 + 1, "read", answer(3_000, 0), false));

    assertThat(much).isPresent();
    assertThat(much.get().factors().getFirst().value()).isEqualTo(5_000);
    assertThat(much.get().factors().getFirst().usual()).isBetween(800.0, 1_000.0);
  }

  @Test
  void findsManySecretsWhateverTheVolume() {
    ExfiltrationVolume rule =
        new ExfiltrationVolume(
            new ExfiltrationVolume.Limits(1_000_000, 5, 10), Duration.ofMinutes(10), REMEMBERED);

    assertThat(rule.observe(call(0, "read", answer(10, 9), false))).isEmpty();
    assertThat(rule.observe(call(1, "read", answer(10, 1), false)))
        .hasValueSatisfying(found -> assertThat(found.severity()).isEqualTo(Severity.HIGH));
  }

  @Test
  void findsATokenInTwoNetworksAndTheReturnIsWorse() {
    TokenTravel rule = new TokenTravel(WINDOW, REMEMBERED);

    assertThat(rule.observe(from(0, "s", "81.20.1.7"))).isEmpty();
    assertThat(rule.observe(from(60, "s", "198.51.100.4")))
        .hasValueSatisfying(found -> assertThat(found.severity()).isEqualTo(Severity.MEDIUM));
    assertThat(rule.observe(from(90, "s", "81.20.1.9")))
        .hasValueSatisfying(found -> assertThat(found.severity()).isEqualTo(Severity.HIGH));
  }

  @Test
  void findsNoTravelWhereThereIsTimeOrAnotherToken() {
    TokenTravel rule = new TokenTravel(WINDOW, REMEMBERED);

    assertThat(rule.observe(from(0, "s", "81.20.1.7"))).isEmpty();
    assertThat(rule.observe(from(301, "s", "198.51.100.4"))).isEmpty();
    assertThat(rule.observe(from(302, "t", "81.20.1.7"))).isEmpty();
    assertThat(rule.observe(from(303, "s", "2001:db8::1"))).isEmpty();
    assertThat(rule.observe(from(304, "u", "192.168.1.2"))).isEmpty();
    assertThat(rule.observe(from(305, "u", "10.8.0.3"))).isEmpty();
  }

  @Test
  void hearsOfToolsThatChanged() {
    Observation drift =
        new Observation(
            UUID.randomUUID(),
            START,
            new Actor("aios", "federation"),
            new Origin(null, null),
            new Request("server.tool.quarantine", "weather/get_forecast", false, "hash"),
            new Answer(Ending.REFUSED, 403, "definition-changed", 0, 0, 0));

    assertThat(new ToolDrift().observe(drift))
        .hasValueSatisfying(found -> assertThat(found.about()).contains("weather/get_forecast"));
    assertThat(new ToolDrift().observe(call(0, "weather_get_forecast", answer(1, 0), false)))
        .isEmpty();
  }

  @Test
  void findsSecretsReadAndThenSomethingSent() {
    SecretsThenOutbound rule = secretsThenOutbound();
    Observation reading = call(0, "sysops_read_file", answer(10, 2), false);
    Observation sending = call(20, "weather_get_forecast", answer(10, 0), true);

    assertThat(rule.observe(reading)).isEmpty();
    assertThat(rule.observe(sending))
        .hasValueSatisfying(
            found -> assertThat(found.evidence()).containsExactly(reading.id(), sending.id()));
    assertThat(rule.observe(call(21, "mail_send_message", answer(1, 0), false))).isEmpty();
  }

  @Test
  void knowsReadersAndSendersByTheirNames() {
    SecretsThenOutbound rule = secretsThenOutbound();

    assertThat(rule.observe(call(0, "vault_get_secret", answer(10, 0), false))).isEmpty();
    assertThat(rule.observe(call(5, "mail_send_message", answer(10, 0), false))).isPresent();
  }

  @Test
  void findsNoLeakInSendingBeforeReadingOrLongAfter() {
    SecretsThenOutbound rule = secretsThenOutbound();

    assertThat(rule.observe(call(0, "mail_send_message", answer(10, 0), true))).isEmpty();
    assertThat(rule.observe(call(1, "sysops_read_file", answer(10, 2), false))).isEmpty();
    assertThat(rule.observe(call(400, "mail_send_message", answer(10, 0), true))).isEmpty();
  }

  @Test
  void forgetsWhoWasSilentLongest() {
    Recent<Integer, String> recent = new Recent<>(3);
    for (int i = 0; i < 5; i++) {
      recent.put(i, "v");
    }

    assertThat(recent.size()).isEqualTo(3);
    assertThat(recent.find(1)).isNull();
    assertThat(recent.find(4)).isNotNull();
  }

  private static SecretsThenOutbound secretsThenOutbound() {
    return new SecretsThenOutbound(
        WINDOW,
        new NamePatterns(List.of("*secret*")),
        new NamePatterns(List.of("*_send_*")),
        REMEMBERED);
  }
}
