package io.aios.orchestrator.usecase;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Places for commands that run. Who finds none free waits: higher priority first, then the user who
 * has the fewest places, then the older. One user's thousand commands thus delay another's one by
 * no more than it takes until a place is free.
 */
final class Slots {
  private static final Comparator<Waiting> TURN =
      Comparator.comparingInt(Waiting::priority).reversed().thenComparingLong(Waiting::number);

  private final int maxWaiting;
  private final Map<String, Share> shares = new HashMap<>();
  private int free;
  private int waiting;
  private long number;

  Slots(int places, int maxWaiting) {
    this.free = places;
    this.maxWaiting = maxWaiting;
  }

  /** Takes a place if one is free. */
  synchronized boolean tryTake(String user) {
    if (free == 0) {
      return false;
    }
    free--;
    share(user).running++;
    return true;
  }

  synchronized boolean isFull() {
    return free == 0 && waiting >= maxWaiting;
  }

  synchronized int waiting() {
    return waiting;
  }

  /** Starts the task with a place of its own, now or when its turn comes. */
  void whenFree(String user, int priority, Runnable task) {
    synchronized (this) {
      if (!tryTake(user)) {
        share(user).queue.add(new Waiting(priority, number++, task));
        waiting++;
        return;
      }
    }
    task.run();
  }

  /** Gives a place back, or on to who waits. */
  void release(String user) {
    Waiting next;
    synchronized (this) {
      Share share = share(user);
      share.running--;
      next = next();
      if (share.running == 0 && share.queue.isEmpty()) {
        shares.remove(user);
      }
    }
    if (next != null) {
      next.task.run();
    }
  }

  private @Nullable Waiting next() {
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
