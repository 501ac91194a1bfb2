package io.aios.orchestrator.triggers.domain;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Local times that recur, in a time zone whose clock is put forward and back.
 *
 * <p>A time named by its hour runs once a day: when the clock skips it, as long after the skip
 * began as it would have been; when the clock repeats it, the first time. A schedule of every hour
 * follows elapsed time and runs in both of the repeated hours.
 *
 * @param next the first local time that fits after another; empty when there is none
 * @param everyHour whether the schedule names no hours
 */
public record ZonedSchedule(
    ZoneId zone, Function<LocalDateTime, Optional<LocalDateTime>> next, boolean everyHour) {

  public Optional<Instant> after(Instant time) {
    return everyHour ? elapsing(time) : named(time);
  }

  private Optional<Instant> named(Instant time) {
    Optional<Instant> regular = first(LocalDateTime.ofInstant(time, zone), time);
    ZoneOffsetTransition last = zone.getRules().previousTransition(time.plusNanos(1));
    if (last == null
        || !last.isGap()
        || !time.isBefore(last.getInstant().plus(last.getDuration()))) {
      return regular;
    }
    Optional<Instant> skipped = first(LocalDateTime.ofInstant(time, last.getOffsetBefore()), time);
    return Stream.concat(regular.stream(), skipped.stream()).min(Instant::compareTo);
  }

  private Optional<Instant> first(LocalDateTime from, Instant after) {
    Optional<LocalDateTime> local = next.apply(from);
    while (local.isPresent() && !instant(local.get()).isAfter(after)) {
      local = local.flatMap(next);
    }
    return local.map(this::instant);
  }

  private Optional<Instant> elapsing(Instant time) {
    ZoneOffset offset = zone.getRules().getOffset(time);
    ZoneOffsetTransition change = zone.getRules().nextTransition(time);
    Optional<Instant> found =
        next.apply(LocalDateTime.ofInstant(time, offset)).map(local -> local.toInstant(offset));
    if (change == null || found.filter(at -> at.isBefore(change.getInstant())).isPresent()) {
      return found;
    }
    return elapsing(change);
  }

  private Optional<Instant> elapsing(ZoneOffsetTransition change) {
    ZoneOffset offset = change.getOffsetAfter();
    Optional<Instant> found =
        next.apply(change.getDateTimeAfter().minusNanos(1)).map(local -> local.toInstant(offset));
    ZoneOffsetTransition later = zone.getRules().nextTransition(change.getInstant());
    return later == null || found.isEmpty() || found.get().isBefore(later.getInstant())
        ? found
        : elapsing(later);
  }

  /** In a gap moved on by its length, in an overlap the earlier. */
  private Instant instant(LocalDateTime local) {
    return local.atZone(zone).toInstant();
  }
}
