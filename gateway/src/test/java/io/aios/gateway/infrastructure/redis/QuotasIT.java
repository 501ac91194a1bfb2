package io.aios.gateway.infrastructure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.tools.Risk;
import io.aios.gateway.domain.QuotaDecision;
import io.aios.gateway.domain.QuotaDecision.Exceeded;
import io.aios.gateway.domain.QuotaDecision.Within;
import io.aios.gateway.domain.QuotaLevel;
import io.aios.gateway.usecase.Charge;
import io.aios.platform.security.CallerIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Nothing comes back within these tests: a window is an hour. */
class QuotasIT {
  private static final Charge READ = new Charge("echo_say_text", Risk.READ, 1);

  private static TestGateway gateway(String... settings) {
    return TestGateway.with(settings);
  }

  private static int admitted(
      TestGateway gateway, CallerIdentity caller, Charge charge, int tries) {
    int admitted = 0;
    for (int i = 0; i < tries; i++) {
      admitted += gateway.quotas.take(caller, charge) instanceof Within ? 1 : 0;
    }
    return admitted;
  }

  private static long left(TestGateway gateway, CallerIdentity caller, String quota) {
    return gateway.quotas.levels(caller, READ).stream()
        .filter(level -> level.quota().equals(quota))
        .mapToLong(QuotaLevel::left)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void twoGatewaysTogetherAdmitTheLimitAndNoMoreThanATenthOfItEach() throws Exception {
    String[] settings = {"quota.user.calls", "300", "quota.user.window", "1h"};
    CallerIdentity caller = TestGateway.newUser();
    try (TestGateway one = gateway(settings);
        TestGateway two = gateway(settings);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        TestGateway gateway = i % 2 == 0 ? one : two;
        counts.add(callers.submit(() -> admitted(gateway, caller, READ, 300)));
      }
      int total = 0;
      for (Future<Integer> count : counts) {
        total += count.get();
      }
      System.out.println("Two gateways admitted " + total + " calls of 300");
      assertThat(total).isBetween(300, 300 + 2 * 30);
    }
  }

  @Test
  void whatADayAllowsComesBackAtMidnightOfTheZone() {
    // The day on which Berlin's clocks are put back has 25 hours.
    Instant evening = Instant.parse("2026-10-25T21:30:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(evening);
    CallerIdentity caller = TestGateway.newUser();
    try (TestGateway gateway =
        new TestGateway(
            TestGateway.redisPort(),
            clock(now),
            TestGateway.settings("quota.user.daily", "3", "quota.zone", "Europe/Berlin"))) {
      gateway.awaitRedis();
      assertThat(admitted(gateway, caller, READ, 3)).isEqualTo(3);

      QuotaDecision refused = gateway.quotas.take(caller, READ);

      assertThat(refused)
          .isEqualTo(new Exceeded("user-day", 3, Duration.ofDays(1), Duration.ofMinutes(90)));
      now.set(Instant.parse("2026-10-25T23:00:00Z"));
      assertThat(admitted(gateway, caller, READ, 5)).isEqualTo(3);
    }
  }

  private static Clock clock(AtomicReference<Instant> now) {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }

  @Test
  void aDayIsTheSameDayAtEveryGateway() {
    String[] settings = {"quota.user.daily", "4"};
    CallerIdentity caller = TestGateway.newUser();
    try (TestGateway one = gateway(settings);
        TestGateway two = gateway(settings)) {
      assertThat(admitted(one, caller, READ, 5)).isEqualTo(4);
      assertThat(admitted(two, caller, READ, 3)).isZero();
    }
  }

  @Test
  void anApiKeysOwnDayIsOver() {
    try (TestGateway gateway = gateway()) {
      String key = "key:" + TestGateway.newUser().subject();
      CallerIdentity caller = TestGateway.caller(TestGateway.newUser().subject(), key);
      assertThat(admitted(gateway, caller, READ, 3)).isEqualTo(3);

      assertThat(gateway.quotas.take(caller, READ))
          .isInstanceOfSatisfying(
              Exceeded.class, spent -> assertThat(spent.quota()).isEqualTo("key-day"));
      assertThat(admitted(gateway, TestGateway.caller(caller.subject(), "app"), READ, 1))
          .as("without the key")
          .isEqualTo(1);
    }
  }

  @Test
  void aCostlyCallTakesItsUnitsAndAtMostAWholeBucket() {
    try (TestGateway gateway = gateway("quota.user.calls", "10", "quota.user.window", "1h")) {
      CallerIdentity caller = TestGateway.newUser();
      Charge costly = new Charge("echo_wait_long", Risk.READ, 4);
      assertThat(admitted(gateway, caller, costly, 3)).isEqualTo(2);
      assertThat(admitted(gateway, caller, READ, 3)).as("what is left").isEqualTo(2);

      Charge tooCostly = new Charge("echo_wait_long", Risk.READ, 100);
      assertThat(admitted(gateway, TestGateway.newUser(), tooCostly, 2)).isEqualTo(1);
    }
  }

  @Test
  void riskyCallsHaveAQuotaOfTheirOwn() {
    try (TestGateway gateway =
        gateway("quota.risks.destructive.calls", "2", "quota.risks.destructive.window", "1h")) {
      CallerIdentity caller = TestGateway.newUser();
      Charge remove = new Charge("echo_remove_note", Risk.DESTRUCTIVE, 1);
      Charge erase = new Charge("echo_erase_all", Risk.DESTRUCTIVE, 1);
      assertThat(admitted(gateway, caller, remove, 1)).isEqualTo(1);
      assertThat(admitted(gateway, caller, erase, 1)).isEqualTo(1);

      assertThat(gateway.quotas.take(caller, remove))
          .isInstanceOfSatisfying(
              Exceeded.class,
              spent -> {
                assertThat(spent.quota()).isEqualTo("user-destructive");
                assertThat(spent.limit()).isEqualTo(2);
                assertThat(spent.retryAfter())
                    .isBetween(Duration.ofMinutes(25), Duration.ofHours(1));
              });
      assertThat(admitted(gateway, caller, READ, 5)).isEqualTo(5);
    }
  }

  @Test
  void whatIsRefusedSpendsNothing() {
    try (TestGateway gateway =
        gateway(
            "quota.user.calls",
            "100",
            "quota.user.window",
            "1h",
            "quota.user-tool.calls",
            "10",
            "quota.user-tool.window",
            "1h")) {
      CallerIdentity caller = TestGateway.newUser();
      assertThat(admitted(gateway, caller, READ, 50)).isEqualTo(10);

      assertThat(left(gateway, caller, "user")).isEqualTo(90);
      assertThat(left(gateway, caller, "user-tool")).isZero();
    }
  }

  @Test
  void theLargestOfACallersRolesCounts() {
    try (TestGateway gateway =
        gateway(
            "quota.user.calls",
            "2",
            "quota.user.window",
            "1h",
            "quota.roles.analyst.calls",
            "4",
            "quota.roles.analyst.window",
            "1h",
            "quota.roles.guest.calls",
            "1",
            "quota.roles.guest.window",
            "1h")) {
      assertThat(admitted(gateway, TestGateway.newUser(), READ, 9)).isEqualTo(2);
      assertThat(admitted(gateway, TestGateway.newUser("guest"), READ, 9)).isEqualTo(1);
      assertThat(admitted(gateway, TestGateway.newUser("guest", "analyst"), READ, 9)).isEqualTo(4);
    }
  }
}
