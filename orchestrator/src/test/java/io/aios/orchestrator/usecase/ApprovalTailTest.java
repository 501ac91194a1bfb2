package io.aios.orchestrator.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.commands.ApprovalView;
import io.aios.orchestrator.usecase.ApprovalTail.Change;
import io.aios.orchestrator.usecase.Approvals.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApprovalTailTest {
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);

  private final List<Waiting> rows = new ArrayList<>();
  private final List<UUID> loaded = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();
  private final ApprovalTail tail =
      new ApprovalTail(() -> List.copyOf(rows), this::load, this::view);

  @Test
  void tellsEverythingAtFirstAndLoadsACommandOnce() {
    rows.addAll(List.of(new Waiting(FIRST, "a", 1), new Waiting(FIRST, "b", 1)));

    assertThat(told()).containsExactly("waits a", "waits b");
    assertThat(loaded).containsExactly(FIRST);
  }

  @Test
  void loadsNothingWhileNothingIsNew() {
    rows.add(new Waiting(FIRST, "a", 1));
    told();
    loaded.clear();

    assertThat(told()).isEmpty();
    rows.add(new Waiting(SECOND, "c", 1));
    assertThat(told()).containsExactly("waits c");
    assertThat(loaded).containsExactly(SECOND);
  }

  @Test
  void tellsAStepAgainWhenSomebodyAgreedAndThatItIsGoneOnlyOnce() {
    rows.add(new Waiting(FIRST, "a", 1));
    told();
    rows.set(0, new Waiting(FIRST, "a", 2));

    assertThat(told()).containsExactly("waits a");
    rows.clear();
    assertThat(told()).containsExactly("gone a");
    assertThat(told()).isEmpty();
  }

  @Test
  void whatWasDecidedWhileItLookedIsGone() {
    rows.addAll(List.of(new Waiting(FIRST, "a", 1), new Waiting(SECOND, "c", 1)));
    gone.add("c");
    assertThat(told()).containsExactly("waits a");

    rows.set(0, new Waiting(FIRST, "a", 2));
    gone.add("a");
    assertThat(told()).containsExactly("gone a");
  }

  private List<String> told() {
    return tail.next().stream()
        .map(
            change ->
                switch (change) {
                  case Change.Waits(var view) -> "waits " + view.step();
                  case Change.Gone one -> "gone " + one.step();
                })
        .toList();
  }

  private Optional<CommandHistory> load(UUID id) {
    loaded.add(id);
    return Optional.of(CommandHistory.nothing(id));
  }

  private Optional<ApprovalView> view(CommandHistory history, String step) {
    return gone.contains(step)
        ? Optional.empty()
        : Optional.of(
            new ApprovalView(
                history.id(),
                step,
                "ada",
                "cli",
                "probe_add_mark",
                null,
                "{}",
                "rule",
                2,
                false,
                "approvals:decide",
                List.of(),
                Instant.EPOCH,
                Instant.MAX,
                null,
                null));
  }
}
