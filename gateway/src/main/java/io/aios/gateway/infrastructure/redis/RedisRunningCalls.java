package io.aios.gateway.infrastructure.redis;

import io.aios.contracts.keys.ApiKey;
import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.domain.RunningLevel;
import io.aios.gateway.domain.ToolLimits;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.RateLimitFields;
import io.aios.gateway.usecase.RunningCalls;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Calls running at once, counted over all gateways by leased places in Redis. With Redis away each
 * gateway counts on its own.
 */
@Component
final class RedisRunningCalls implements RunningCalls, SmartLifecycle {
  private final PlaceScript script;
  private final RedisOutages outages;
  private final RunningProperties properties;
  private final ConcurrentMap<String, HeldPlaces> places = new ConcurrentHashMap<>();
  private volatile boolean running;

  RedisRunningCalls(PlaceScript script, RedisOutages outages, RunningProperties properties) {
    this.script = script;
    this.outages = outages;
    this.properties = properties;
  }

  /** A limit that a call comes under. */
  private record Holder(String quota, String name, int most) {
    /** Asking for a task that a tool runs is no call of it, and has another limit. */
    String key() {
      return quota + ' ' + name + '/' + most;
    }
  }

  @Override
  public Place enter(CallerIdentity caller, CatalogueTool tool) {
    List<Holder> holders = of(caller);
    holders.add(of(tool));
    List<HeldPlaces> entered = new ArrayList<>(holders.size());
    for (Holder holder : holders) {
      HeldPlaces place = enter(holder);
      if (place == null) {
        entered.forEach(HeldPlaces::leave);
        throw full(holder);
      }
      entered.add(place);
    }
    return () -> entered.forEach(HeldPlaces::leave);
  }

  private List<Holder> of(CallerIdentity caller) {
    List<Holder> holders = new ArrayList<>(3);
    if (ApiKey.idOfClient(caller.client()).isPresent()) {
      holders.add(new Holder("key-running", caller.client(), properties.key()));
    }
    holders.add(new Holder("user-running", caller.subject(), properties.user()));
    return holders;
  }

  private Holder of(CatalogueTool tool) {
    ToolLimits limits = tool.limits();
    Integer own = limits.running();
    return new Holder("tool-running", tool.name(), own == null ? properties.tool() : own);
  }

  private @Nullable HeldPlaces enter(Holder holder) {
    while (true) {
      HeldPlaces held = held(holder);
      switch (held.enter()) {
        case ENTERED -> {
          return held;
        }
        case FULL -> {
          return null;
        }
        case RETIRED -> places.remove(holder.key(), held);
      }
    }
  }

  private HeldPlaces held(Holder holder) {
    String key = holder.key();
    HeldPlaces known = places.get(key);
    return known != null
        ? known
        : places.computeIfAbsent(key, name -> new HeldPlaces(script, outages, name, holder.most()));
  }

  private static Problem full(Holder holder) {
    return new Problem(
            ProblemType.RATE_LIMITED,
            "'%s' is full: %d calls run already; try again in 1 s, or when one has ended"
                .formatted(holder.quota(), holder.most()))
        .with("quota", holder.quota())
        .with("limit", holder.most())
        .with("retryAfterSeconds", 1)
        .with(RateLimitFields.VIOLATED, List.of(holder.quota()))
        .header(HttpHeaders.RETRY_AFTER, "1")
        .header(RateLimitFields.POLICY, RateLimitFields.running(holder.quota(), holder.most()))
        .header(RateLimitFields.LIMIT, RateLimitFields.spent(holder.quota(), 1));
  }

  @Override
  public List<RunningLevel> levels(CallerIdentity caller, CatalogueTool tool) {
    List<Holder> holders = of(caller);
    holders.add(of(tool));
    return levels(holders);
  }

  @Override
  public List<RunningLevel> levels(CallerIdentity caller) {
    return levels(of(caller));
  }

  private List<RunningLevel> levels(List<Holder> holders) {
    return holders.stream()
        .map(
            holder -> {
              HeldPlaces known = places.get(holder.key());
              return new RunningLevel(
                  holder.quota(), holder.most(), known == null ? 0 : known.running());
            })
        .toList();
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("running-calls").start(this::settle);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void settle() {
    while (running) {
      LockSupport.parkNanos(properties.settle().toNanos());
      places.forEach(
          (key, held) -> {
            if (running && !outages.isAway() && settled(held)) {
              places.remove(key, held);
            }
          });
    }
  }

  private boolean settled(HeldPlaces held) {
    try {
      return held.settle();
    } catch (RuntimeException e) {
      if (running) {
        outages.failed(e);
      }
      return false;
    }
  }
}
