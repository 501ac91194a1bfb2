package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.StepProgress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Tells those who follow a command in this process that something happened. A hint, not a source:
 * events are read from the store, and a full queue drops progress.
 */
@Component
public final class CommandFeed {
  private static final int CAPACITY = 256;

  private final Map<UUID, Set<Subscription>> followers = new ConcurrentHashMap<>();

  /** To be closed when nobody follows any more. */
  public Subscription follow(UUID command) {
    Subscription subscription = new Subscription(command);
    followers.compute(
        command,
        (id, set) -> {
          Set<Subscription> all = set == null ? ConcurrentHashMap.newKeySet() : set;
          all.add(subscription);
          return all;
        });
    return subscription;
  }

  void changed(UUID command) {
    tell(command, new Notice.Changed());
  }

  void progress(UUID command, StepProgress progress) {
    tell(command, new Notice.Progress(progress));
  }

  private void tell(UUID command, Notice notice) {
    followers.getOrDefault(command, Set.of()).forEach(follower -> follower.notices.offer(notice));
  }

  /** What a follower is told. */
  public sealed interface Notice {
    record Changed() implements Notice {}

    record Progress(StepProgress progress) implements Notice {}
  }

  /** One follower. */
  public final class Subscription implements AutoCloseable {
    private final UUID command;
    private final BlockingQueue<Notice> notices = new ArrayBlockingQueue<>(CAPACITY);

    private Subscription(UUID command) {
      this.command = command;
    }

    /** The next notice; empty when none came in time. */
    public Optional<Notice> next(Duration timeout) throws InterruptedException {
      return Optional.ofNullable(notices.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
      followers.computeIfPresent(
          command,
          (id, set) -> {
            set.remove(this);
            return set.isEmpty() ? null : set;
          });
    }
  }
}
