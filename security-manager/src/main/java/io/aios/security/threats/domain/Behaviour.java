package io.aios.security.threats.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Features of what each actor does, over a sliding minute that moves by slots. The time is that of
 * the observations; one that comes late counts as now. Not thread-safe.
 */
public final class Behaviour {
  private static final int SLOTS = 4;
  private static final double EVERYBODY = 0.005;

  private final long slotMillis;
  private final Recent<Actor, ActorProfile> profiles;
  private final ToolTransitions transitions = new ToolTransitions();
  private final Map<Actor, ActorProfile> active = new LinkedHashMap<>();
  private final Map<Feature, Double> everybodys = Feature.zeros();
  private long current = Long.MIN_VALUE;

  /**
   * @param remembered actors; of more, the one that was silent longest is forgotten
   */
  public Behaviour(Duration window, int remembered) {
    this.slotMillis = window.toMillis() / SLOTS;
    this.profiles = new Recent<>(remembered);
  }

  /** Windows of those who did something in the slot that has ended, when one has. */
  public List<Window> advance(Instant now) {
    long slot = now.toEpochMilli() / slotMillis;
    if (slot <= current) {
      return List.of();
    }
    Instant end = Instant.ofEpochMilli((current + 1) * slotMillis);
    List<Window> ended = new ArrayList<>();
    active.forEach((actor, profile) -> ended.add(window(actor, profile, end)));
    active.clear();
    current = slot;
    return ended;
  }

  private Window window(Actor actor, ActorProfile profile, Instant end) {
    profile.dropBefore(current - SLOTS + 1);
    return new Window(
        actor,
        end,
        profile.requests(),
        profile.values(end.minusMillis(1)),
        profile.usual(),
        profile.evidence());
  }

  /** To be called after {@link #advance} with the observation's time. */
  public void add(Observation seen) {
    @Nullable Actor actor = seen.actor();
    if (actor != null) {
      ActorProfile profile = profiles.get(actor, () -> new ActorProfile(everybodys));
      profile.add(seen, current, transitions);
      active.put(actor, profile);
    }
  }

  /** Makes a window part of what is usual; an unusual one should not be. */
  public void learn(Window window) {
    ActorProfile profile = profiles.find(window.actor());
    if (profile != null) {
      profile.learn(window.values(), window.at().minusMillis(1));
    }
    everybodys.replaceAll((feature, old) -> old + EVERYBODY * (window.value(feature) - old));
  }
}
