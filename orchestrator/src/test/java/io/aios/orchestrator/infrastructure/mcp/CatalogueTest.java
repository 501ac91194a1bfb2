package io.aios.orchestrator.infrastructure.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.aios.contracts.problems.ProblemType;
import io.aios.mcp.client.McpClient;
import io.aios.orchestrator.usecase.OrchestratorProperties;
import io.aios.platform.web.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** A gateway that answers nothing but errors. */
class CatalogueTest {
  private static final OrchestratorProperties LIMITS =
      new OrchestratorProperties(
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          1,
          1,
          1,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          DataSize.ofKilobytes(1),
          DataSize.ofKilobytes(1),
          Duration.ofSeconds(6),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5));

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer gateway;
  private Catalogue catalogue;
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");

  @BeforeEach
  void start() throws Exception {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    gateway.start();
    URI url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
    catalogue =
        new Catalogue(
            McpClient.builder(url.resolve("/mcp")).build(),
            new GatewayProperties(url, Duration.ofSeconds(5), 0, Duration.ofMillis(1)),
            LIMITS,
            () -> now);
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void refusesWithTheCauseAndWhenToComeBackWhileThereWasNeverAList() {
    Problem refused = refused();

    assertThat(refused.type()).isEqualTo(ProblemType.SERVICE_UNAVAILABLE);
    assertThat(refused.detail()).startsWith("The gateway gave no list of tools: ");
    assertThat(refused.headers().getFirst("Retry-After")).isEqualTo("2");
  }

  @Test
  void thoseWhoComeRightAfterAFailureDoNotWaitForOneOfTheirOwn() {
    refused();
    int once = asked.get();

    Problem again = refused();
    assertThat(asked).hasValue(once);
    assertThat(again.headers().getFirst("Retry-After")).isEqualTo("2");

    now = now.plusSeconds(1);
    refused();
    assertThat(asked).hasValueGreaterThan(once);
  }

  private Problem refused() {
    return catchThrowableOfType(Problem.class, () -> catalogue.find("probe_read_echo"));
  }
}
