package io.aios.mcp.subscriptions;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One open stream: what it still has to be told. */
final class Listener {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SequencedSet<Change> pending = new LinkedHashSet<>();
  private volatile Wanted wanted;
  private boolean closed;

  Listener(Wanted wanted) {
    this.wanted = wanted;
  }

  /** From now on only this, a part of what it was. */
  void narrow(Wanted part) {
    wanted = part;
  }

  void offer(Change change) {
    if (!wanted.includes(change)) {
      return;
    }
    lock.lock();
    try {
      if (pending.add(change)) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the next change.
   *
   * @param untilNanos a point of {@link System#nanoTime}
   * @return null when the stream has to end
   * @throws InterruptedException when the client is gone
   */
  @Nullable Change take(long untilNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = untilNanos - System.nanoTime();
      while (pending.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return pending.isEmpty() ? null : pending.removeFirst();
    } finally {
      lock.unlock();
    }
  }
}
