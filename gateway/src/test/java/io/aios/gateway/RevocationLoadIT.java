package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.gateway.GatewayClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Kafka is away all the time; security-manager comes late, and goes. */
class RevocationLoadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Suite suite;
  private GatewayClient client;

  private record Call(boolean revoked, long startNanos, int status) {}

  private Answer say(String token) throws Exception {
    return client.call("echo_say_text", "{\"text\":\"hi\"}", token);
  }

  @Test
  void revokesUnderLoadWithoutKafkaAndFailsNeitherOpenNorDead() throws Exception {
    try (Authority authority = new Authority()) {
      authority.away(true);
      Map<String, String> properties = new HashMap<>();
      properties.put("spring.kafka.bootstrap-servers", "127.0.0.1:1");
      properties.put("aios.gateway.revocations.enabled", "true");
      properties.put("aios.gateway.revocations.max-age", "10s");
      properties.put("aios.gateway.quota.user.calls", "1000000");
      properties.put("aios.gateway.quota.user-tool.calls", "1000000");
      authority.register(properties);
      suite = new Suite(properties);
      try {
        suite.awaitTools();
        client = new GatewayClient(suite.url());
        String good = token("good");
        String bad = token("bad");

        acceptsNothingBeforeItKnows(good, authority);
        revokesUnderLoad(good, bad, authority);
        asksForEverythingAgainAfterARestore(authority);
        bridgesAnOutageForALimitedTime(good, bad, authority);
      } finally {
        suite.close();
      }
    }
  }

  private String token(String session) {
    return suite.tokens.user("ada", c -> c.claim("sid", session), "echo:read");
  }

  private static Revocation session(String id) {
    return new Revocation(Kind.SESSION, id, Instant.now(), Instant.now().plusSeconds(3600));
  }

  private void acceptsNothingBeforeItKnows(String good, Authority authority) throws Exception {
    Answer unknown = say(good);
    assertThat(unknown.status()).isEqualTo(503);
    assertThat(unknown.header("Retry-After")).isNotEmpty();
    assertThat(client.get("/actuator/health", "").body()).contains("Revocations are not known yet");

    authority.away(false);
    await().atMost(PATIENCE).until(() -> say(good).status() == 200);
  }

  private void revokesUnderLoad(String good, String bad, Authority authority) throws Exception {
    Queue<Call> calls = new ConcurrentLinkedQueue<>();
    AtomicBoolean stop = new AtomicBoolean();
    long revokedAt;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> done =
          List.of(
              callers.submit(caller(false, good, calls, stop)),
              callers.submit(caller(false, good, calls, stop)),
              callers.submit(caller(true, bad, calls, stop)),
              callers.submit(caller(true, bad, calls, stop)));
      await().atMost(PATIENCE).until(() -> calls.stream().filter(Call::revoked).count() > 50);
      authority.revoke(session("bad"));
      revokedAt = System.nanoTime();
      await()
          .atMost(PATIENCE)
          .until(() -> calls.stream().filter(call -> call.status() == 401).count() > 100);
      stop.set(true);
      for (Future<Integer> each : done) {
        assertThat(each.get()).isPositive();
      }
    }
    assertThat(calls).filteredOn(call -> !call.revoked()).allMatch(call -> call.status() == 200);
    List<Call> ofRevoked = calls.stream().filter(Call::revoked).toList();
    long lastPassed =
        ofRevoked.stream()
            .filter(call -> call.status() == 200)
            .mapToLong(Call::startNanos)
            .max()
            .orElseThrow();
    Duration late = Duration.ofNanos(Math.max(0, lastPassed - revokedAt));
    System.out.printf(
        "The last call of a revoked token passed %d ms after its revocation, of %d calls%n",
        late.toMillis(), calls.size());
    // A second is what the settings give; the rest is for machines that stand still.
    assertThat(late).isLessThan(Duration.ofSeconds(5));
    assertThat(ofRevoked)
        .filteredOn(call -> call.startNanos() > lastPassed)
        .allMatch(call -> call.status() == 401);
  }

  private Callable<Integer> caller(
      boolean revoked, String token, Queue<Call> calls, AtomicBoolean stop) {
    return () -> {
      int made = 0;
      while (!stop.get()) {
        long start = System.nanoTime();
        calls.add(new Call(revoked, start, say(token).status()));
        made++;
      }
      return made;
    };
  }

  private void asksForEverythingAgainAfterARestore(Authority authority) {
    authority.revoke(session("one"));
    authority.revoke(session("two"));
    await().atMost(PATIENCE).until(() -> say(token("two")).status() == 401);
    authority.forgetRevocations();
    authority.revoke(session("restored"));
    await().atMost(PATIENCE).until(() -> say(token("restored")).status() == 401);
  }

  private void bridgesAnOutageForALimitedTime(String good, String bad, Authority authority)
      throws Exception {
    authority.away(true);
    int asked = authority.requests.get();
    await().atMost(PATIENCE).until(() -> authority.requests.get() > asked + 2);
    assertThat(say(good).status()).isEqualTo(200);
    assertThat(say(bad).status()).isEqualTo(401);

    await().atMost(PATIENCE).until(() -> say(good).status() == 503);

    authority.away(false);
    await().atMost(PATIENCE).until(() -> say(good).status() == 200);
    assertThat(say(bad).status()).isEqualTo(401);
  }
}
