package io.aios.orchestrator.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private final List<String> started = new ArrayList<>();

  @Test
  void givesAPlaceByPriorityThenToWhoHasFewestThenToTheOlder() {
    Slots slots = new Slots(2, 10);
    start(slots, "ada", 5, "a1");
    start(slots, "ada", 5, "a2");
    start(slots, "ada", 5, "a3");
    start(slots, "bob", 5, "b1");
    start(slots, "ada", 9, "urgent");

    slots.release("ada");
    slots.release("ada");
    slots.release("bob");

    assertThat(started).containsExactly("a1", "a2", "urgent", "b1", "a3");
  }

  @Test
  void whoIsInterruptedWhileWaitingLeavesTheQueue() throws InterruptedException {
    Slots slots = new Slots(1, 10);
    slots.tryTake("ada");
    Thread waiting =
        Thread.startVirtualThread(
            () -> {
              try {
                slots.take("bob", 5);
                started.add("bob");
              } catch (InterruptedException e) {
                started.add("interrupted");
              }
            });
    await().until(() -> slots.waiting() == 1);

    waiting.interrupt();
    waiting.join();

    assertThat(started).containsExactly("interrupted");
    assertThat(slots.waiting()).isZero();
    slots.release("ada");
    assertThat(slots.tryTake("kim")).isTrue();
  }

  @Test
  void aLentPlaceGoesToOthersAndIsTakenBackAtOnce() {
    Slots slots = new Slots(1, 10);
    start(slots, "ada", 5, "a1");
    start(slots, "bob", 5, "b1");

    assertThat(slots.lend("ada")).isTrue();
    assertThat(started).containsExactly("a1", "b1");
    slots.reclaim("ada");
    start(slots, "kim", 5, "k1");

    // There are two on one place: the first that ends leaves none behind.
    slots.release("bob");
    assertThat(started).doesNotContain("k1");
    slots.release("ada");
    assertThat(started).contains("k1");
  }

  @Test
  void lendsNoMorePlacesThanMayWait() {
    Slots slots = new Slots(2, 1);
    slots.tryTake("ada");
    slots.tryTake("ada");

    assertThat(slots.lend("ada")).isTrue();
    assertThat(slots.lend("ada")).isFalse();
    assertThat(slots.isFull()).isFalse();
    assertThat(slots.tryTake("bob")).isTrue();
    assertThat(slots.isFull()).isTrue();
  }

  private void start(Slots slots, String user, int priority, String name) {
    slots.whenFree(user, priority, () -> started.add(name));
  }
}
