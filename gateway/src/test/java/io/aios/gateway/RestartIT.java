package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.GatewayClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A tool server that goes away and comes back while it is called, in memory or over the network.
 */
@ParameterizedClass(name = "in memory: {0}")
@ValueSource(booleans = {true, false})
class RestartIT {
  private static final int CALLERS = 8;

  @Parameter boolean inMemory;
  private Suite suite;
  private GatewayClient client;
  private ConfigurableApplicationContext server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    port = freePort();
    suite =
        new Suite(
            Map.of(
                "spring.cloud.discovery.client.simple.instances.mcp-echo[0].uri",
                "http://127.0.0.1:" + port,
                "aios.gateway.upstream.in-memory",
                String.valueOf(inMemory),
                "aios.gateway.quota.user.calls",
                "1000000",
                "aios.gateway.quota.user-tool.calls",
                "1000000"));
    server = suite.startEcho(port);
    suite.awaitTools();
    client = new GatewayClient(suite.url());
  }

  @AfterEach
  void stop() {
    server.close();
    suite.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void losesNoCallWhileItsServerIsRestarted() throws Exception {
    Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    AtomicBoolean running = new AtomicBoolean(true);
    List<Thread> callers =
        IntStream.range(0, CALLERS)
            .mapToObj(i -> Thread.ofVirtual().start(() -> call(running, answers)))
            .toList();
    awaitMore(answers, 50);

    server.close();
    Thread.sleep(Duration.ofMillis(500));
    server = suite.startEcho(port);
    awaitMore(answers, 200);
    running.set(false);
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
  }

  @Test
  void saysAtOnceThatAServerWhichNeverAnsweredIsNotThere() throws Exception {
    server.close();

    Answer refused = say();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.json().path("detail").asString()).contains("mcp-echo cannot be reached");
  }

  private void call(AtomicBoolean running, Queue<Answer> answers) {
    while (running.get()) {
      answers.add(say());
    }
  }

  private Answer say() {
    try {
      return client.call(
          "echo_say_text", "{\"text\":\"x\"}", suite.tokens.user("caller", "echo:read"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitMore(Queue<Answer> answers, int more) throws InterruptedException {
    int wanted = answers.size() + more;
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (answers.size() < wanted) {
      assertThat(System.nanoTime()).as("30 s have passed").isLessThan(deadline);
      Thread.sleep(10);
    }
  }
}
