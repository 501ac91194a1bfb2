package io.aios.mcp.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.mcp.McpError;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListenLimitsTest {
  private static final Wanted NOTHING = new Wanted(Set.of(), Set.of(), Set.of());
  private final Listeners listeners =
      new Listeners(new ListenLimits(2, 3, 1, Duration.ofSeconds(1)));

  @Test
  void boundsTheTotalAndCountsOnlyWhatIsOpen() {
    Listener one = new Listener(NOTHING);
    listeners.add(one, "a");
    listeners.add(new Listener(NOTHING), "a");
    refuses("a");
    listeners.add(new Listener(NOTHING), "b");
    refuses("c");
    listeners.remove(one, "a");
    listeners.add(one, "c");
    assertThat(listeners.size()).isEqualTo(3);
  }

  private void refuses(String principal) {
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> listeners.add(new Listener(NOTHING), principal))
        .satisfies(error -> assertThat(error.httpStatus()).isEqualTo(429));
  }

  @Test
  void endsAListenerThatCameAfterTheEnd() throws InterruptedException {
    listeners.close();
    Listener late = new Listener(NOTHING);
    listeners.add(late, "a");
    assertThat(late.take(Long.MAX_VALUE)).isNull();
  }

  @Test
  void endsAListenerWhoseTimeIsUp() throws InterruptedException {
    assertThat(new Listener(NOTHING).take(System.nanoTime())).isNull();
  }

  @Test
  void tellsEqualChangesOnce() throws InterruptedException {
    Listener listener = new Listener(new Wanted(Set.of(Topic.TOOLS), Set.of(), Set.of()));
    for (int i = 0; i < 3; i++) {
      listener.offer(new Change.OfList(Topic.TOOLS));
    }
    listener.close();
    assertThat(listener.take(Long.MAX_VALUE)).isEqualTo(new Change.OfList(Topic.TOOLS));
    assertThat(listener.take(Long.MAX_VALUE)).isNull();
  }
}
