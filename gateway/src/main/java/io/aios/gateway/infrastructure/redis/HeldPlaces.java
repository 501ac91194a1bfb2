package io.aios.gateway.infrastructure.redis;

import java.time.Duration;

/**
 * The places of one holder at this gateway. Those reserved in Redis are given out without asking;
 * only when there are too few is Redis asked for some more. So all gateways together never give out
 * more than there are, and a steady caller costs no round trip.
 */
final class HeldPlaces {
  private static final int SHARE = 16;

  /** For which Redis is not asked again after it had no place. */
  private static final Duration FULL = Duration.ofMillis(20);

  private final PlaceScript script;
  private final RedisOutages outages;
  private final String holder;
  private final int most;
  private final Object growth = new Object();
  private int running;
  private int reserved;
  private int peak;
  private boolean retired;
  private long fullUntil = System.nanoTime();

  HeldPlaces(PlaceScript script, RedisOutages outages, String holder, int most) {
    this.script = script;
    this.outages = outages;
    this.holder = holder;
    this.most = most;
  }

  /** How it ended. */
  enum Entry {
    ENTERED,
    FULL,
    /** There is another object for this holder by now. */
    RETIRED
  }

  int most() {
    return most;
  }

  synchronized int running() {
    return running;
  }

  Entry enter() {
    Entry known = enterReserved();
    if (known != Entry.FULL) {
      return known;
    }
    synchronized (growth) {
      Entry meanwhile = enterReserved();
      if (meanwhile != Entry.FULL || System.nanoTime() - fullUntil < 0) {
        return meanwhile;
      }
      Entry grown = grow();
      if (grown == Entry.FULL) {
        fullUntil = System.nanoTime() + FULL.toNanos();
      }
      return grown;
    }
  }

  private synchronized Entry enterReserved() {
    if (retired) {
      return Entry.RETIRED;
    }
    return enterBelow(reserved);
  }

  private synchronized Entry enterBelow(int limit) {
    if (running >= limit) {
      return Entry.FULL;
    }
    running++;
    peak = Math.max(peak, running);
    return Entry.ENTERED;
  }

  private Entry grow() {
    if (!outages.isAway()) {
      try {
        int more = Math.max(1, most / SHARE);
        reserve(Math.min(most, reserved() + more));
        return enterReserved();
      } catch (RuntimeException e) {
        outages.failed(e);
      }
    }
    return enterBelow(most);
  }

  synchronized void leave() {
    running--;
  }

  /**
   * Gives back what was not used since the last time, and renews the rest.
   *
   * @return whether nothing is left, and this object is not to be used any more
   * @throws RuntimeException when Redis does not answer
   */
  boolean settle() {
    synchronized (growth) {
      boolean had = reserved() > 0;
      int used = shrink();
      if (had || used > 0) {
        reserve(used);
      }
      return retireIfIdle();
    }
  }

  private synchronized int shrink() {
    reserved = Math.max(peak, running);
    peak = running;
    return reserved;
  }

  private synchronized boolean retireIfIdle() {
    retired = running == 0 && reserved == 0;
    return retired;
  }

  private void reserve(int wanted) {
    int given =
        script.reserve(new PlaceScript.Wish(holder, wanted, Math.min(wanted, reserved()), most));
    synchronized (this) {
      reserved = given;
    }
  }

  private synchronized int reserved() {
    return reserved;
  }
}
