package io.aios.gateway.infrastructure.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.contracts.tools.Risk;
import io.aios.gateway.domain.QuotaDecision.Within;
import io.aios.gateway.domain.ToolLimits;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.RunningCalls.Place;
import io.aios.mcp.McpJson;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** A gateway that loses Redis keeps its limits on its own, and shares them again afterwards. */
class RedisAwayIT {
  private static final CatalogueTool TOOL =
      TestGateway.tool("echo_write_note", Risk.WRITE, new ToolLimits(1, 8, null));

  private int port;
  private RedisServer redis;
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    redis = startRedis();
    gateway =
        new TestGateway(
            port,
            Clock.systemUTC(),
            TestGateway.settings(
                "running.settle", "50ms",
                "running.lease", "500ms",
                "quota.user-tool.calls", "10",
                "quota.user-tool.window", "1h",
                "quota.redis-retry", "100ms"));
    gateway.awaitRedis();
  }

  private RedisServer startRedis() throws IOException {
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .build();
    server.start();
    return server;
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
    redis.stop();
  }

  @Test
  void isNeitherOpenNorDead() throws Exception {
    Place before = gateway.running.enter(TestGateway.newUser(), TOOL);

    redis.stop();

    List<Place> without = enterAll();
    assertThat(without).as("places beside the one taken before").hasSize(7);
    assertThat(identical(TestGateway.newUser())).as("identical calls").isEqualTo(20);
    assertThat(admitted(TestGateway.newUser())).as("calls of a tool").isEqualTo(10);
    redis = startRedis();
    without.forEach(Place::close);
    before.close();
    AtomicInteger entered = new AtomicInteger();
    await().atMost(Duration.ofSeconds(30)).until(() -> entered.addAndGet(enterAll().size()) == 8);
    assertThat(enterAll()).isEmpty();
    assertThat(identical(TestGateway.newUser())).isEqualTo(20);
    assertThat(admitted(TestGateway.newUser())).isEqualTo(10);
  }

  private List<Place> enterAll() {
    List<Place> entered = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      try {
        entered.add(gateway.running.enter(TestGateway.newUser(), TOOL));
      } catch (Problem full) {
        assertThat(full.members()).containsEntry("quota", "tool-running");
      }
    }
    return entered;
  }

  private int identical(CallerIdentity caller) {
    int passed = 0;
    for (int i = 0; i < 40; i++) {
      try {
        gateway.loops.count(caller, TOOL, McpJson.object());
        passed++;
      } catch (Problem loop) {
        assertThat(loop.members()).containsEntry("quota", "call-loop");
      }
    }
    return passed;
  }

  private int admitted(CallerIdentity caller) {
    int admitted = 0;
    for (int i = 0; i < 30; i++) {
      admitted += gateway.quotas.take(caller, TOOL.charge()) instanceof Within ? 1 : 0;
    }
    return admitted;
  }
}
