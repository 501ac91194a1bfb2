package io.aios.sysops.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTimeTest {
  private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-01-15T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-01-10T10:00:00Z start, 2026-01-10T10:00:00Z",
    "'2026-01-10 10:00:00.5 x', 2026-01-10T10:00:00.5Z",
    "[2026-01-10 10:00:00+0200] x, 2026-01-10T08:00:00Z",
    "Jan 10 10:00:00 host app: x, 2026-01-10T10:00:00Z",
    "Jan  3 10:00:00 host app: x, 2026-01-03T10:00:00Z",
    "Dec 31 23:00:00 host app: x, 2025-12-31T23:00:00Z"
  })
  void readsTimeAtTheHead(String line, Instant time) {
    assertThat(LogTime.of(line, NOW)).contains(time);
  }

  @Test
  void findsNoTimeWhereThereIsNone() {
    assertThat(LogTime.of("at io.aios.Thing", NOW)).isEmpty();
    assertThat(LogTime.of("2026-99-99T10:00:00Z", NOW)).isEmpty();
    assertThat(LogTime.of("", NOW)).isEmpty();
  }
}
