package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.GatewayClient.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tool server in the gateway's JVM. The tests over the network are in {@link ResilienceIT}. */
class InMemoryHopIT {
  private static SharedSuite shared;
  private static GatewayClient client;
  private static String token;

  @BeforeAll
  static void start() {
    shared = SharedSuite.get();
    client = shared.client;
    token = shared.suite.tokens.user("near", "echo:read");
  }

  @Test
  void takesNoConnection() throws Exception {
    Answer answer = client.call("echo_say_text", "{\"text\":\"x\"}", token);

    assertThat(answer.status()).isEqualTo(200);
    var connections = shared.suite.gateway.getBean(PoolingHttpClientConnectionManager.class);
    HttpHost server = new HttpHost("http", "127.0.0.1", Suite.port(shared.suite.echo));
    assertThat(connections.getRoutes()).noneMatch(route -> route.getTargetHost().equals(server));
  }

  @Test
  void endsACallThatTakesTooLong() throws Exception {
    shared.suite.seen().delayAnswers(true);
    try {
      Answer late = client.call("echo_wait_short", "{\"millis\":0}", token);

      assertThat(late.status()).isEqualTo(504);
      assertThat(late.json().path("type").asString()).isEqualTo("urn:aios:problem:timed-out");
      assertThat(late.json().path("outcome").asString()).isEqualTo("unknown");
    } finally {
      shared.suite.seen().delayAnswers(false);
    }
  }

  @Test
  void cancelsTheCallOfACallerThatHangsUp() throws Exception {
    CountDownLatch cancelled = shared.suite.seen().expectCancellation();
    CountDownLatch started = shared.suite.seen().expectCall();
    var call =
        client
            .http()
            .sendAsync(
                client
                    .request("/api/v1/tools/echo_wait_long", token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"millis\":30000}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    call.cancel(true);

    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
