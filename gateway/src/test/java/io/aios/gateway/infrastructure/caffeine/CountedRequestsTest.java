package io.aios.gateway.infrastructure.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.domain.RecentUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CountedRequestsTest {
  private Instant now = Instant.parse("2026-03-02T12:00:00Z");
  private final InstantSource source = () -> now;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final CountedRequests requests = new CountedRequests(clock);

  @Test
  void countsEachUserForFiveMinutes() {
    requests.count(true);
    requests.ended("ada", false);
    requests.ended("ada", true);
    requests.ended("bob", true);
    now = now.plus(Duration.ofMinutes(3));
    requests.ended("ada", true);

    assertThat(requests.of("ada")).isEqualTo(new RecentUse(3, 2));
    assertThat(requests.of("bob")).isEqualTo(new RecentUse(1, 1));

    now = now.plus(Duration.ofMinutes(2));
    assertThat(requests.of("ada")).isEqualTo(new RecentUse(1, 1));
    now = now.plus(Duration.ofMinutes(3));
    requests.ended("ada", false);
    assertThat(requests.of("ada")).isEqualTo(new RecentUse(1, 0));
  }

  @Test
  void countsNothingThatNobodyWants() {
    requests.ended("ada", true);
    assertThat(requests.of("ada")).isEqualTo(RecentUse.NONE);

    requests.count(true);
    requests.ended("ada", true);
    requests.count(false);
    assertThat(requests.of("ada")).isEqualTo(RecentUse.NONE);
  }
}
