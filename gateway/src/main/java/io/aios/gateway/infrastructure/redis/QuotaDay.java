package io.aios.gateway.infrastructure.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A day of daily quotas. Its date is part of a bucket's name, so that days of 23 and of 25 hours
 * end when they end.
 *
 * @param end in epoch milliseconds
 */
record QuotaDay(LocalDate date, long start, long end) {

  static QuotaDay of(Instant now, ZoneId zone) {
    LocalDate date = now.atZone(zone).toLocalDate();
    return new QuotaDay(
        date,
        date.atStartOfDay(zone).toInstant().toEpochMilli(),
        date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
  }

  boolean includes(long millis) {
    return millis >= start && millis < end;
  }

  Duration left(Clock clock) {
    return Duration.ofMillis(Math.max(1, end - clock.millis()));
  }
}
