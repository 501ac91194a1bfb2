package io.aios.orchestrator.usecase;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Places for what runs side by side. Who finds none free waits: higher priority first, then the
 * user who has the fewest places, then the older. One user's thousand commands thus delay another's
 * one by no more than it takes until a place is free.
 */
final class Slots {
  private static final Comparator<Waiting> TURN =
      Comparator.comparingInt(Waiting::priority).reversed().thenComparingLong(Waiting::number);

  private final int maxWaiting;
  private final Map<String, Share> shares = new HashMap<>();
  private int free;
  private int waiting;
  private int lent;
  private long number;

  Slots(int places, int maxWaiting) {
    this.free = places;
    this.maxWaiting = maxWaiting;
  }

  /** Takes a place if one is free. */
  synchronized boolean tryTake(String user) {
    if (free <= 0) {
      return false;
    }
    free--;
    share(user).running++;
    return true;
  }

  synchronized boolean isFull() {
    return free <= 0 && waiting + lent >= maxWaiting;
  }

  synchronized int waiting() {
    return waiting;
  }

  /** Starts the task with a place of its own, now or when its turn comes. */
  void whenFree(String user, int priority, Runnable task) {
    if (!takeOrQueue(user, priority, task)) {
      return;
    }
    task.run();
  }

  /** Waits for a place. */
  void take(String user, int priority) throws InterruptedException {
    CountDownLatch turn = new CountDownLatch(1);
    Runnable task = turn::countDown;
    if (takeOrQueue(user, priority, task)) {
      return;
    }
    try {
      turn.await();
    } catch (InterruptedException e) {
      if (!withdraw(user, task)) {
        release(user);
      }
      throw e;
    }
  }

  private synchronized boolean takeOrQueue(String user, int priority, Runnable task) {
    if (tryTake(user)) {
      return true;
    }
    share(user).queue.add(new Waiting(priority, number++, task));
    waiting++;
    return false;
  }

  /** False when its turn has come already. */
  private synchronized boolean withdraw(String user, Runnable task) {
    Share share = share(user);
    boolean waited = share.queue.removeIf(one -> one.task.equals(task));
    waiting -= waited ? 1 : 0;
    forgetIfIdle(user, share);
    return waited;
  }

  /**
   * Lets others have a place whose owner only waits for something else.
   *
   * @return false when as many places are lent as may wait
   */
  boolean lend(String user) {
    synchronized (this) {
      if (lent >= maxWaiting) {
        return false;
      }
      lent++;
    }
    release(user);
    return true;
  }

  /** Takes a lent place back at once, even if there are then more than there should be. */
  synchronized void reclaim(String user) {
    lent--;
    free--;
    share(user).running++;
  }

  /** Gives a place back, or on to who waits. */
  void release(String user) {
    Waiting next;
    synchronized (this) {
      Share share = share(user);
      share.running--;
      next = next();
      forgetIfIdle(user, share);
    }
    if (next != null) {
      next.task.run();
    }
  }

  private void forgetIfIdle(String user, Share share) {
    if (share.running == 0 && share.queue.isEmpty()) {
      shares.remove(user);
    }
  }

  private @Nullable Waiting next() {
    if (free < 0) {
      free++;
      return null;
    }
    Share best = null;
    for (Share share : shares.values()) {
      if (!share.queue.isEmpty() && (best == null || share.isBefore(best))) {
        best = share;
      }
    }
    if (best == null) {
      free++;
      return null;
    }
    waiting--;
    best.running++;
    return best.queue.poll();
  }

  private Share share(String user) {
    return shares.computeIfAbsent(user, name -> new Share());
  }

  /** What one user has and waits for. */
  private static final class Share {
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>(TURN);
    private int running;

    boolean isBefore(Share other) {
      Waiting mine = queue.element();
      Waiting theirs = other.queue.element();
      if (mine.priority != theirs.priority) {
        return mine.priority > theirs.priority;
      }
      return running != other.running ? running < other.running : mine.number < theirs.number;
    }
  }

  private record Waiting(int priority, long number, Runnable task) {}
}
