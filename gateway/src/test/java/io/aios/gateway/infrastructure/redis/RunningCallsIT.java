package io.aios.gateway.infrastructure.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tools.Risk;
import io.aios.gateway.domain.ToolLimits;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.RunningCalls.Place;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunningCallsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String[] QUICK = {"running.settle", "50ms", "running.lease", "500ms"};

  /** A tool that nobody else calls. */
  private static CatalogueTool tool(int running) {
    return TestGateway.tool(
        "echo_" + UUID.randomUUID(), Risk.READ, new ToolLimits(1, running, null));
  }

  private static @Nullable Place enter(
      TestGateway gateway, CallerIdentity who, CatalogueTool tool) {
    try {
      return gateway.running.enter(who, tool);
    } catch (Problem full) {
      assertThat(full.type()).isEqualTo(ProblemType.RATE_LIMITED);
      return null;
    }
  }

  private static List<Place> enterAll(TestGateway gateway, CatalogueTool tool) {
    List<Place> entered = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Place place = enter(gateway, TestGateway.newUser(), tool);
      if (place != null) {
        entered.add(place);
      }
    }
    return entered;
  }

  @Test
  void twoGatewaysTogetherNeverRunMoreThanThereArePlaces() throws Exception {
    CatalogueTool tool = tool(20);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (TestGateway one = TestGateway.with(QUICK);
        TestGateway two = TestGateway.with(QUICK);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> done = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        TestGateway gateway = i % 2 == 0 ? one : two;
        done.add(
            callers.submit(
                () -> {
                  int entered = 0;
                  for (int n = 0; n < 20; n++) {
                    try (Place place = enter(gateway, TestGateway.newUser(), tool)) {
                      if (place != null) {
                        entered++;
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        Thread.sleep(1);
                        running.decrementAndGet();
                      }
                    }
                  }
                  return entered;
                }));
      }
      int entered = 0;
      for (Future<Integer> each : done) {
        entered += each.get();
      }
      System.out.printf("%d calls of 1200 entered, at most %d at once%n", entered, most.get());
      assertThat(most.get()).isBetween(10, 20);
      assertThat(entered).isGreaterThan(100);
    }
  }

  @Test
  void placesThatOneGatewayLeavesAreTheOthers() {
    CatalogueTool tool = tool(8);
    try (TestGateway one = TestGateway.with(QUICK);
        TestGateway two = TestGateway.with(QUICK)) {
      List<Place> held = enterAll(one, tool);
      assertThat(held).hasSize(8);
      assertThat(enterAll(two, tool)).isEmpty();

      held.forEach(Place::close);

      AtomicInteger entered = new AtomicInteger();
      await().atMost(PATIENCE).until(() -> entered.addAndGet(enterAll(two, tool).size()) == 8);
    }
  }

  @Test
  void placesOfAGatewayThatDiedAreFreeWhenItsLeaseEnds() {
    CatalogueTool tool = tool(8);
    try (TestGateway survivor = TestGateway.with(QUICK)) {
      Place own = survivor.running.enter(TestGateway.newUser(), tool);
      TestGateway dead = TestGateway.with(QUICK);
      assertThat(enterAll(dead, tool)).hasSize(7);
      dead.die();

      assertThat(enterAll(survivor, tool)).as("right afterwards").isEmpty();

      AtomicInteger entered = new AtomicInteger();
      await().atMost(PATIENCE).until(() -> entered.addAndGet(enterAll(survivor, tool).size()) == 7);
      own.close();
    }
  }

  @Test
  void aLeaseIsRenewedAsLongAsACallRuns() throws Exception {
    CatalogueTool tool = tool(1);
    // Longer than a busy machine keeps the renewal waiting.
    String[] patient = {"running.settle", "50ms", "running.lease", "2s"};
    try (TestGateway one = TestGateway.with(patient);
        TestGateway two = TestGateway.with(patient)) {
      try (Place place = one.running.enter(TestGateway.newUser(), tool)) {
        assertThat(place).isNotNull();
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() < end) {
          assertThat(enterAll(two, tool)).isEmpty();
          Thread.sleep(50);
        }
      }
    }
  }

  @Test
  void askingForATaskTakesNoPlaceOfItsTool() {
    CatalogueTool tool = tool(1);
    try (TestGateway gateway = TestGateway.with()) {
      CallerIdentity ada = TestGateway.newUser();
      assertThat(enter(gateway, ada, tool.followed())).isNotNull();
      assertThat(enter(gateway, ada, tool)).isNotNull();
      assertThat(enter(gateway, ada, tool)).isNull();
      assertThat(enter(gateway, ada, tool.followed())).isNotNull();
    }
  }

  @Test
  void aRefusalNamesWhichLimitItIsAndWhenToComeBack() {
    try (TestGateway gateway = TestGateway.with("running.user", "2", "running.key", "1")) {
      CallerIdentity ada = TestGateway.newUser();
      CatalogueTool tool = tool(50);
      CallerIdentity key = TestGateway.caller(ada.subject(), "key:0123456789ab");
      Place first = gateway.running.enter(key, tool);

      assertThatThrownBy(() -> gateway.running.enter(key, tool))
          .isInstanceOfSatisfying(
              Problem.class,
              full -> {
                assertThat(full.members())
                    .containsEntry("quota", "key-running")
                    .containsEntry("limit", 1)
                    .containsEntry("violated-policies", List.of("key-running"));
                assertThat(full.headers().toSingleValueMap())
                    .containsEntry("Retry-After", "1")
                    .containsEntry("RateLimit", "\"key-running\";r=0;t=1")
                    .containsEntry(
                        "RateLimit-Policy", "\"key-running\";q=1;qu=\"concurrent-requests\"");
              });
      Place second = gateway.running.enter(ada, tool);
      assertThatThrownBy(() -> gateway.running.enter(ada, tool))
          .hasMessageContaining("user-running");
      first.close();
      second.close();
      assertThat(enter(gateway, ada, tool)).isNotNull();
    }
  }
}
