package io.aios.security.threats.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.security.threats.domain.Alert;
import io.aios.security.threats.domain.Behaviour;
import io.aios.security.threats.domain.BruteForce;
import io.aios.security.threats.domain.Finding;
import io.aios.security.threats.domain.Observation;
import io.aios.security.threats.domain.Observation.Answer;
import io.aios.security.threats.domain.Observation.Ending;
import io.aios.security.threats.domain.Observation.Origin;
import io.aios.security.threats.domain.Observation.Request;
import io.aios.security.threats.infrastructure.ledger.ThreatWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.transaction.support.TransactionOperations;

/** Restarts and faults: nothing is forgotten, nothing is told twice, nothing else stops. */
class WatchLedgerTest {
  private static final Instant START = Instant.parse("2026-06-01T09:00:00Z");

  private final List<Observation> ledger = new ArrayList<>();
  private final List<Finding> raised = new ArrayList<>();
  private OptionalLong kept = OptionalLong.empty();
  private volatile boolean broken;

  private final RecordedRequests records =
      new RecordedRequests() {
        @Override
        public Page from(long index) {
          if (broken) {
            throw new IllegalStateException("The disk is on fire");
          }
          int to = Math.min(ledger.size(), (int) index + 7);
          return index >= to
              ? new Page(index, List.of())
              : new Page(to, ledger.subList((int) index, to));
        }

        @Override
        public long end() {
          return ledger.size();
        }
      };

  private final WatchProgress progress =
      new WatchProgress() {
        @Override
        public OptionalLong next() {
          return kept;
        }

        @Override
        public void keep(long next) {
          kept = OptionalLong.of(next);
        }
      };

  /** What is raised is all that is looked at here. */
  private final Alerts alerts =
      new Alerts() {
        @Override
        public Optional<Alert> raise(Finding finding, Instant since, String response) {
          raised.add(finding);
          return Optional.empty();
        }

        @Override
        public Optional<Alert> find(UUID id) {
          return Optional.empty();
        }

        @Override
        public List<Alert> list(AlertQuery query) {
          return List.of();
        }

        @Override
        public boolean decide(UUID id, Alert.Decision decision) {
          return false;
        }

        @Override
        public void forget(Instant before) {
          raised.clear();
        }
      };

  private WatchLedger watching() {
    return new WatchLedger(
        records,
        progress,
        new RaiseAlerts(
            alerts,
            alert -> {},
            new RespondToAlert(null, null, null, Map.of()),
            Duration.ofHours(1)),
        TransactionOperations.withoutTransaction(),
        new WatchLedger.Learning(WatchLedgerTest::detection, 1_000));
  }

  private static WatchRecords detection() {
    return new WatchRecords(
        List.of(new BruteForce(10, Duration.ofMinutes(5), 10)),
        new Behaviour(Duration.ofMinutes(1), 10),
        window -> Optional.empty(),
        new Sensitivity(1, 1));
  }

  private void attempts(int count) {
    for (int i = 0; i < count; i++) {
      ledger.add(
          new Observation(
              UUID.randomUUID(),
              START.plusSeconds(ledger.size()),
              null,
              new Origin(null, "203.0.113.9"),
              new Request("http POST /mcp", "/mcp", false, null),
              new Answer(Ending.REFUSED, 401, "unauthenticated", 0, 0, 0)));
    }
  }

  private static void watchAll(WatchLedger watching) {
    while (watching.watchNext()) {
      assertThat(watching.behind()).isNotNegative();
    }
  }

  @Test
  void raisesNothingAboutWhatWasRecordedBeforeItFirstRan() {
    attempts(30);

    watchAll(watching());

    assertThat(raised).isEmpty();
    assertThat(kept).hasValue(30);
  }

  @Test
  void remembersAfterARestartWhatTheLedgerShowedBefore() {
    watchAll(watching());
    attempts(6);
    watchAll(watching());
    assertThat(raised).isEmpty();

    attempts(4);
    watchAll(watching());

    assertThat(raised).singleElement().satisfies(found -> assertThat(found.evidence()).hasSize(10));
  }

  @Test
  void tellsNothingTwiceAfterARestart() {
    watchAll(watching());
    attempts(10);
    watchAll(watching());
    assertThat(raised).hasSize(1);

    watchAll(watching());

    assertThat(raised).hasSize(1);
  }

  @Test
  void raisesAfterARestartWhatWasRecordedMeanwhile() {
    watchAll(watching());
    attempts(10);

    watchAll(watching());

    assertThat(raised).hasSize(1);
  }

  @Test
  void startsAnewWhenTheLedgerIsAnOlderOne() {
    WatchLedger watching = watching();
    watchAll(watching);
    attempts(15);
    watchAll(watching);
    raised.clear();
    ledger.subList(5, 15).clear();

    watchAll(watching);
    attempts(5);
    watchAll(watching);

    assertThat(raised).hasSize(1);
    assertThat(kept).hasValue(10);
  }

  @Test
  void aFaultIsADetailOfHealthAndDetectionGoesOnAfterIt() {
    ThreatWatch watch = new ThreatWatch(watching(), Duration.ofMillis(10), Clock.systemUTC());
    broken = true;
    watch.start();
    try {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(watch.health().getDetails().toString())
                      .contains("not detected", "The disk is on fire"));
      assertThat(watch.health().getStatus()).isEqualTo(Status.UP);
      broken = false;

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(watch.health().getDetails()).isEmpty());
    } finally {
      watch.stop();
    }
  }
}
