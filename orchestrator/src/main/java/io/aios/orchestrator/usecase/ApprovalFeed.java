package io.aios.orchestrator.usecase;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Wakes those who follow what waits for approval when this process stored something about it. A
 * hint, not a source: other orchestrators are not heard, so that followers look by themselves from
 * time to time.
 */
@Component
public final class ApprovalFeed {
  private final Set<Subscription> followers = ConcurrentHashMap.newKeySet();

  /** To be closed when nobody follows any more. */
  public Subscription follow() {
    Subscription subscription = new Subscription();
    followers.add(subscription);
    return subscription;
  }

  /** Something was stored. */
  public void changed() {
    followers.forEach(follower -> follower.changes.release());
  }

  /** One follower. */
  public final class Subscription implements AutoCloseable {
    private final Semaphore changes = new Semaphore(0);

    private Subscription() {}

    /** Returns at the next change, or when the time has passed; many changes are one. */
    public void await(Duration timeout) throws InterruptedException {
      if (changes.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        changes.drainPermits();
      }
    }

    @Override
    public void close() {
      followers.remove(this);
    }
  }
}
