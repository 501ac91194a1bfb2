package io.aios.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.security.domain.KeyPeriod;
import io.aios.security.domain.KeyRing;
import io.aios.security.domain.RotationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final RotationPolicy POLICY =
      new RotationPolicy(Duration.ofDays(30), Duration.ofMinutes(15), Duration.ofHours(1));
  private static final KeyPeriod FIRST = new KeyPeriod("first", START);

  @Test
  void theFirstKeySignsAtOnce() {
    assertThat(new KeyRing(List.of()).successorDue(START, POLICY)).hasValue(START);
  }

  @Test
  void announcesTheNextKeyBeforeItSigns() {
    KeyRing ring = new KeyRing(List.of(FIRST));
    Instant end = START.plus(POLICY.rotation());

    assertThat(ring.successorDue(end.minus(Duration.ofMinutes(16)), POLICY)).isEmpty();
    assertThat(ring.successorDue(end.minus(Duration.ofMinutes(15)), POLICY)).hasValue(end);
  }

  @Test
  void announcesInFullEvenWhenLate() {
    Instant late = START.plus(Duration.ofDays(90));

    assertThat(new KeyRing(List.of(FIRST)).successorDue(late, POLICY))
        .hasValue(late.plus(POLICY.announcement()));
  }

  @Test
  void makesOnlyOneSuccessor() {
    Instant end = START.plus(POLICY.rotation());
    KeyRing ring = new KeyRing(List.of(FIRST, new KeyPeriod("second", end)));

    assertThat(ring.successorDue(end.minusSeconds(60), POLICY)).isEmpty();
  }

  @Test
  void signsWithTheOldKeyUntilTheNewOneBegins() {
    Instant end = START.plus(POLICY.rotation());
    KeyRing ring = new KeyRing(List.of(new KeyPeriod("second", end), FIRST));

    assertThat(ring.signer(end.minusSeconds(1)).orElseThrow().kid()).isEqualTo("first");
    assertThat(ring.signer(end).orElseThrow().kid()).isEqualTo("second");
  }

  @Test
  void keepsASupersededKeyUntilItsLastTokenExpired() {
    Instant end = START.plus(POLICY.rotation());
    KeyRing ring = new KeyRing(List.of(FIRST, new KeyPeriod("second", end)));

    assertThat(ring.retired(end.plus(Duration.ofMinutes(59)), POLICY)).isEmpty();
    assertThat(ring.retired(end.plus(Duration.ofMinutes(60)), POLICY)).containsExactly(FIRST);
  }
}
