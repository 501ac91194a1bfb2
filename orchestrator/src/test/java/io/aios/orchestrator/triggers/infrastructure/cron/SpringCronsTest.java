package io.aios.orchestrator.triggers.infrastructure.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Berlin's clock skips 02:00 to 03:00 on 2026-03-29 and repeats it on 2026-10-25. */
class SpringCronsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void runsOnceOnTheDayWhoseHourIsMissing() {
    assertThat(times("30 2 * * *", "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void runsOnceOnTheDayWhoseHourIsRepeated() {
    assertThat(times("30 2 * * *", "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(times("30 2 * * *", "2026-10-25T01:10:00Z", 1))
        .containsExactly("2026-10-26T01:30:00Z");
  }

  @Test
  void runsAllTimesOfAMissingHour() {
    assertThat(times("15,45 2 * * *", "2026-03-28T12:00:00Z", 3))
        .containsExactly("2026-03-29T01:15:00Z", "2026-03-29T01:45:00Z", "2026-03-30T00:15:00Z");
  }

  @Test
  void followsElapsedTimeWhenEveryHourIsMeant() {
    assertThat(times("*/30 * * * *", "2026-10-25T00:00:00Z", 5))
        .containsExactly(
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T01:30:00Z",
            "2026-10-25T02:00:00Z",
            "2026-10-25T02:30:00Z");
    assertThat(times("*/30 * * * *", "2026-03-29T00:30:00Z", 3))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z");
  }

  @Test
  void knowsNamesAndTheZone() {
    assertThat(times("@daily", "2026-06-01T12:00:00Z", 1)).containsExactly("2026-06-01T22:00:00Z");
    assertThat(times("0 9 * * MON-FRI", "2026-06-05T12:00:00Z", 1))
        .containsExactly("2026-06-08T07:00:00Z");
  }

  @Test
  void hasNoTimeForADateThatNeverComes() {
    assertThat(new SpringCrons().schedule("0 0 30 2 *", BERLIN).after(Instant.EPOCH)).isEmpty();
  }

  @Test
  void saysWhatIsWrong() {
    for (String wrong : List.of("* * * *", "0 0 * * * *", "61 * * * *", "@sometimes", "")) {
      assertThatThrownBy(() -> new SpringCrons().schedule(wrong, BERLIN))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<String> times(String cron, String after, int count) {
    var schedule = new SpringCrons().schedule(cron, BERLIN);
    return Stream.iterate(Instant.parse(after), at -> schedule.after(at).orElseThrow())
        .skip(1)
        .limit(count)
        .map(Instant::toString)
        .toList();
  }
}
