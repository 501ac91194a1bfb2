package io.aios.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aios.contracts.audit.AuditRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Routes over one connection to a service that takes its time, under a watch that looks often. */
class SlowRoutesIT {
  /** More than the socket buffers at both ends take, so that the caller's bytes have to wait. */
  private static final int BODY = 32 << 20;

  private static final Duration SOME_LOOKS = Duration.ofMillis(500);

  private static final String HASTY = "hasty-" + UUID.randomUUID();

  private static SlowService service;
  private static Suite suite;
  private static GatewayClient client;
  private static AuditTopic audit;

  @BeforeAll
  static void start() throws IOException {
    service = new SlowService();
    Map<String, String> properties = new HashMap<>();
    properties.put("aios.gateway.upstream.connections-per-server", "1");
    properties.put("aios.gateway.upstream.lease-timeout", "1m");
    properties.put("aios.gateway.upstream.watch-interval", "10ms");
    properties.put("aios.gateway.upstream.max-body", "64MB");
    Suite.register(properties, "orchestrator", service.url(), "");
    suite = new Suite(properties);
    client = new GatewayClient(suite.url());
    audit = new AuditTopic(suite);
  }

  @AfterAll
  static void stop() {
    suite.close();
    service.close();
  }

  private static CompletableFuture<HttpResponse<String>> send(
      String user, String method, BodyPublisher body) {
    return client
        .http()
        .sendAsync(
            client
                .request("/api/v1/commands", suite.tokens.user(user, "echo:read"))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void aBodyThatWaitsForItsServiceIsNotTakenForAHangUp() throws Exception {
    var answer = send("ada", "POST", BodyPublishers.ofByteArray(new byte[BODY]));
    service.awaitAsked();
    Thread.sleep(SOME_LOOKS);

    service.goOn.release();

    assertThat(answer.get().body()).isEqualTo("{\"bytes\":" + BODY + "}");
    assertThat(answer.get().statusCode()).isEqualTo(200);
  }

  @Test
  void whoHangsUpBeforeTheServiceIsAskedIsNoFailureOfTheGateway() throws Exception {
    var first = send("ada", "GET", BodyPublishers.noBody());
    service.awaitAsked();
    var second = send(HASTY, "GET", BodyPublishers.noBody());
    Thread.sleep(SOME_LOOKS);

    second.cancel(true);

    AuditRecord entry = audit.await(each -> HASTY.equals(each.subject()));
    service.goOn.release();
    assertThat(entry.reason()).isEqualTo("timed-out");
    assertThat(first.get().statusCode()).isEqualTo(200);
    assertThat(service.asked.availablePermits()).as("asked by the second").isZero();
  }

  /** Reads and answers nothing before it is told to go on. */
  private static final class SlowService implements AutoCloseable {
    final Semaphore asked = new Semaphore(0);
    final Semaphore goOn = new Semaphore(0);
    private final HttpServer server;

    SlowService() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
    }

    void awaitAsked() throws InterruptedException {
      assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).as("asked within 30 s").isTrue();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
      asked.release();
      goOn.acquireUninterruptibly();
      int read = exchange.getRequestBody().readAllBytes().length;
      byte[] answer = ("{\"bytes\":" + read + "}").getBytes(UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
