package io.aios.security.threats.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.security.threats.domain.Finding;
import io.aios.security.threats.replay.Attack.Kind;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What detection finds in a small replay; the figures of larger ones are in the documentation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetectionTest {
  private static final int EACH = 6;
  private static final String UNUSUAL = "unusual-behaviour";

  private Replay replay;
  private List<Finding> found;

  @BeforeAll
  void watch() {
    replay = Replay.generate(11, 2, 1, EACH);
    found = ThreatBench.run(replay).found();
  }

  @Test
  void rulesFindTheAttacksThatTheyAreFor() {
    Evaluation rules = Evaluation.of(replay, found, each -> !each.rule().equals(UNUSUAL));

    for (Kind kind :
        List.of(Kind.BRUTE_FORCE, Kind.PRIVILEGE_PROBING, Kind.TOKEN_TRAVEL, Kind.TOOL_DRIFT)) {
      assertThat(rules.detected().get(kind)).as(kind.name()).isGreaterThanOrEqualTo(EACH - 1);
    }
  }

  @Test
  void theForestFindsWhatNoRuleIsFor() {
    Evaluation forest = Evaluation.of(replay, found, each -> each.rule().equals(UNUSUAL));

    assertThat(forest.detected().get(Kind.ACCOUNT_TAKEOVER)).isGreaterThanOrEqualTo(EACH / 2);
    assertThat(forest.detected().get(Kind.RUNAWAY_CLIENT)).isGreaterThanOrEqualTo(EACH / 2);
  }

  @Test
  void ordinaryDaysRaiseFewAlarms() {
    Evaluation all = Evaluation.of(replay, found, any -> true);

    assertThat(all.falseAlarmCount()).isLessThanOrEqualTo(10 * replay.days());
  }

  @Test
  void unusualBehaviourIsExplainedByWhatWasUnusual() {
    assertThat(found)
        .filteredOn(each -> each.rule().equals(UNUSUAL))
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each.factors()).isNotEmpty();
              assertThat(each.factors())
                  .allSatisfy(factor -> assertThat(factor.value()).isGreaterThan(factor.usual()));
              assertThat(each.evidence()).isNotEmpty();
              assertThat(each.explanation()).contains("usually");
            });
  }
}
