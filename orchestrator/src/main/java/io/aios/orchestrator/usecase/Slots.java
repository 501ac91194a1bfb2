package io.aios.orchestrator.usecase;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Places for running commands; who finds none free waits, higher priority first, then older. */
final class Slots {
  private final int maxWaiting;
  private final PriorityQueue<Waiting> queue =
      new PriorityQueue<>(
          Comparator.comparingInt(Waiting::priority).reversed().thenComparingLong(Waiting::number));
  private int free;
  private long number;

  Slots(int places, int maxWaiting) {
    this.free = places;
    this.maxWaiting = maxWaiting;
  }

  /** Takes a place if one is free. */
  synchronized boolean tryTake() {
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }

  synchronized boolean isFull() {
    return free == 0 && queue.size() >= maxWaiting;
  }

  synchronized int waiting() {
    return queue.size();
  }

  /** Starts the task with a place of its own, now or when its turn comes. */
  void whenFree(int priority, Runnable task) {
    synchronized (this) {
      if (free == 0) {
        queue.add(new Waiting(priority, number++, task));
        return;
      }
      free--;
    }
    task.run();
  }

  /** Gives a place back, or on to who waits. */
  void release() {
    Waiting next;
    synchronized (this) {
      next = queue.poll();
      if (next == null) {
        free++;
        return;
      }
    }
    next.task.run();
  }

  private record Waiting(int priority, long number, Runnable task) {}
}
