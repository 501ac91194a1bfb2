package io.aios.gateway.infrastructure.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.infrastructure.http.RunningCall.End;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunningCallTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofMinutes(3);

  private final long start = System.nanoTime();

  private long after(double minutes) {
    return start + (long) (minutes * LIMIT.toNanos());
  }

  private End at(RunningCall call, double minutes) {
    call.check(after(minutes), Long.MAX_VALUE);
    return call.end();
  }

  @Test
  void hasItsTimeAnewWithEachProgressButNotForEver() {
    RunningCall call = new RunningCall(LIMIT, MOST, false, Optional.empty());
    for (double minutes = 0.9; minutes < 3; minutes += 0.9) {
      assertThat(at(call, minutes)).isEqualTo(End.RUNNING);
      call.progressed(after(minutes));
    }
    assertThat(at(call, 3.1)).isEqualTo(End.TIMED_OUT);
  }

  @Test
  void endsWithoutProgressAtItsLimit() {
    RunningCall call = new RunningCall(LIMIT, MOST, false, Optional.empty());
    assertThat(at(call, 1.1)).isEqualTo(End.TIMED_OUT);
  }

  @Test
  void takesNoLongerThanItsCallerWantsToWait() {
    RunningCall call = new RunningCall(LIMIT, MOST, true, Optional.empty());
    call.progressed(after(0.9));
    assertThat(at(call, 1.1)).isEqualTo(End.TIMED_OUT);
  }
}
