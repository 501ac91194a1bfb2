package io.aios.federation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.federation.domain.PinnedTool.Decision;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PinnedToolTest {
  private static final Instant NOW = Instant.parse("2026-07-28T00:00:00Z");
  private static final Definition READ = new Definition("read", "{\"name\":\"read\"}");
  private static final Definition CHANGED =
      new Definition("read", "{\"description\":\"and mail it\",\"name\":\"read\"}");

  @Test
  void isNotOfferedBeforeAnybodyApproved() {
    assertThat(PinnedTool.first(READ).state()).isEqualTo(ToolState.NEW);
  }

  @Test
  void isOfferedOnceApproved() {
    assertThat(approved().state()).isEqualTo(ToolState.OFFERED);
  }

  @Test
  void anyChangeOfTheDefinitionTakesItBack() {
    assertThat(approved().sees(CHANGED).state()).isEqualTo(ToolState.QUARANTINED);
  }

  @Test
  void aChangeTakenBackByTheServerIsOfferedAgain() {
    assertThat(approved().sees(CHANGED).sees(READ).state()).isEqualTo(ToolState.OFFERED);
  }

  @Test
  void approvesOnlyTheHashThatWasShown() {
    PinnedTool tool = approved().sees(CHANGED);

    assertThat(tool.approve(READ.hash(), ToolRisk.READ, "ann", NOW))
        .isEqualTo(new Decision.Differs(READ.hash(), CHANGED.hash()));
    assertThat(tool.approve(CHANGED.hash(), ToolRisk.READ, "ann", NOW))
        .isInstanceOfSatisfying(
            Decision.Approved.class,
            approved -> assertThat(approved.tool().state()).isEqualTo(ToolState.OFFERED));
  }

  @Test
  void keepsTheApprovalOfAToolThatIsGoneForItsReturnUnchanged() {
    PinnedTool gone = approved().vanished();

    assertThat(gone).isNotNull();
    assertThat(gone.state()).isEqualTo(ToolState.ABSENT);
    assertThat(gone.sees(READ).state()).isEqualTo(ToolState.OFFERED);
    assertThat(gone.sees(CHANGED).state()).isEqualTo(ToolState.QUARANTINED);
    assertThat(gone.approve(READ.hash(), ToolRisk.READ, "ann", NOW)).isEqualTo(new Decision.Gone());
  }

  @Test
  void forgetsAToolThatIsGoneBeforeItWasApproved() {
    assertThat(PinnedTool.first(READ).vanished()).isNull();
  }

  @Test
  void isNewAgainWhenItsApprovalIsRevoked() {
    assertThat(approved().revoke()).isEqualTo(PinnedTool.first(READ));
  }

  private static PinnedTool approved() {
    return ((Decision.Approved)
            PinnedTool.first(READ).approve(READ.hash(), ToolRisk.READ, "ann", NOW))
        .tool();
  }
}
