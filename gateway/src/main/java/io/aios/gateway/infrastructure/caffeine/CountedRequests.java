package io.aios.gateway.infrastructure.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aios.gateway.domain.RecentUse;
import io.aios.gateway.usecase.RecentRequests;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts by user, in slices of the last five minutes. */
@Component
final class CountedRequests implements RecentRequests {
  private static final long SLICE_MILLIS = Duration.ofSeconds(10).toMillis();
  private static final int SLICES = 30;
  private static final int USERS = 10_000;

  private final Clock clock;
  private final Cache<String, Slices> users =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(USERS)
          .expireAfterAccess(Duration.ofMillis(SLICE_MILLIS * SLICES))
          .build();
  private volatile boolean wanted;

  CountedRequests(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void count(boolean begin) {
    wanted = begin;
    if (!begin) {
      users.invalidateAll();
    }
  }

  @Override
  public void ended(String subject, boolean refused) {
    if (wanted) {
      users.get(subject, none -> new Slices()).add(slice(), refused);
    }
  }

  @Override
  public RecentUse of(String subject) {
    Slices counted = users.getIfPresent(subject);
    return counted == null ? RecentUse.NONE : counted.sum(slice());
  }

  private long slice() {
    return clock.millis() / SLICE_MILLIS;
  }

  /** A ring: a slice is emptied when its place is needed for a younger one. */
  private static final class Slices {
    private final long[] number = new long[SLICES];
    private final long[] requests = new long[SLICES];
    private final long[] refusals = new long[SLICES];

    synchronized void add(long slice, boolean refused) {
      int place = (int) (slice % SLICES);
      if (number[place] != slice) {
        number[place] = slice;
        requests[place] = 0;
        refusals[place] = 0;
      }
      requests[place]++;
      refusals[place] += refused ? 1 : 0;
    }

    synchronized RecentUse sum(long now) {
      long asked = 0;
      long refused = 0;
      for (int place = 0; place < SLICES; place++) {
        if (number[place] > now - SLICES) {
          asked += requests[place];
          refused += refusals[place];
        }
      }
      return new RecentUse(asked, refused);
    }
  }
}
