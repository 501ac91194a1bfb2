package io.aios.security.logins.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalBudgetTest {
  private static final int LIMIT = 3;

  private final RefusalBudget budget = new RefusalBudget(LIMIT);
  private final Instant now = Instant.parse("2026-03-01T12:00:00Z");

  private boolean wrong(LoginMethod method, Instant at) {
    return budget.admits(method, LoginRefusal.WRONG_CREDENTIALS, "ada|192.0.2.1", at);
  }

  private boolean waits(String from, Instant at) {
    return budget.admits(LoginMethod.TOTP, LoginRefusal.TOO_MANY_ATTEMPTS, from, at);
  }

  @Test
  void admitsSoManyAMinuteOfEachMethod() {
    for (int i = 0; i < LIMIT; i++) {
      assertThat(wrong(LoginMethod.CLIENT, now)).isTrue();
    }
    assertThat(wrong(LoginMethod.CLIENT, now.plusSeconds(59))).isFalse();
    // A flood at one door hides nobody at another.
    assertThat(wrong(LoginMethod.PASSWORD, now.plusSeconds(59))).isTrue();

    assertThat(wrong(LoginMethod.CLIENT, now.plusSeconds(60))).isTrue();
  }

  @Test
  void admitsOnceInFiveMinutesWhoWaits() {
    assertThat(waits("ada|192.0.2.1", now)).isTrue();
    assertThat(waits("ada|192.0.2.1", now.plusSeconds(1))).isFalse();
    assertThat(waits("ada|192.0.2.2", now.plusSeconds(1))).isTrue();
    assertThat(waits("ada|192.0.2.1", now.plus(Duration.ofMinutes(5)))).isTrue();
  }

  @Test
  void countsWhatItLeavesOutUntilThatIsTold() {
    for (int i = 0; i < LIMIT + 2; i++) {
      wrong(LoginMethod.CLIENT, now);
    }
    var omitted = budget.omitted();
    assertThat(omitted).containsExactly(Map.entry(LoginMethod.CLIENT, 2));
    wrong(LoginMethod.CLIENT, now);

    budget.told(omitted);
    assertThat(budget.omitted()).containsExactly(Map.entry(LoginMethod.CLIENT, 1));
    budget.told(budget.omitted());
    assertThat(budget.omitted()).isEmpty();
  }
}
