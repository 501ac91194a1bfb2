package io.aios.mcp.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.mcp.fixture.FixtureServer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Clients that listen and vanish leave nothing behind. */
class AbandonedListenersTest {
  private static final int ROUNDS = 4;
  private static final int PER_ROUND = 2_500;

  /** What a stream is made of, down to the transport. */
  private static final List<String> PARTS =
      List.of(
          "io.aios.mcp.subscriptions.Listener",
          "io.aios.mcp.subscriptions.Wanted",
          "io.aios.mcp.server.McpExchange",
          "io.aios.mcp.http.ReplyStream",
          "io.aios.mcp.http.ServletContext");

  @Test
  void leaveNothingBehind() throws Exception {
    try (FixtureServer server = FixtureServer.start();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        abandon(server, clients, round);
        await().atMost(Duration.ofMinutes(2)).until(() -> server.flows.changes.listeners() == 0);
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> assertThat(liveInstances()).as("instances alive").noneMatch(this::isPart));
    }
  }

  private static void abandon(FixtureServer server, ExecutorService clients, int round)
      throws Exception {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < PER_ROUND; i++) {
      String user = "X-User: user-" + round + "-" + i + "\r\n";
      all.add(
          clients.submit(
              () -> {
                String filter = "{\"toolsListChanged\":true,\"promptsListChanged\":true}";
                try (var stream = ListeningSocket.open(server, filter, user)) {
                  assertThat(stream.next()).isNotNull();
                }
                return null;
              }));
    }
    for (Future<?> client : all) {
      client.get();
    }
  }

  private boolean isPart(String line) {
    return PARTS.stream().anyMatch(part -> line.contains(" " + part + " "));
  }

  /** The class histogram of what is reachable: the virtual machine collects garbage first. */
  private static List<String> liveInstances() throws Exception {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return histogram.toString().lines().map(line -> line + " ").toList();
  }
}
