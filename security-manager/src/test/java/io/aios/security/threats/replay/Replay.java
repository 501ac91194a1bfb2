package io.aios.security.threats.replay;

import io.aios.security.threats.domain.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A generated history of the suite: people and programs at work, and attacks among them in its last
 * part. The same seed gives the same history.
 *
 * @param judgedFrom before it there is no attack, and alerts do not count
 */
record Replay(List<Observation> observations, List<Attack> attacks, Instant judgedFrom, int days) {
  /** A Monday. */
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  /**
   * @param quiet days without attacks
   * @param judged days with attacks
   * @param attacks of each kind
   */
  static Replay generate(long seed, int quiet, int judged, int attacks) {
    Random random = new Random(seed);
    Traffic traffic = new Traffic(random);
    Personas personas = new Personas(traffic, random);
    for (int day = 0; day < quiet + judged; day++) {
      personas.live(START.plus(Duration.ofDays(day)), day >= quiet);
    }
    Instant judgedFrom = START.plus(Duration.ofDays(quiet));
    List<Attack> injected =
        new Attacks(traffic, random).inject(judgedFrom, Duration.ofDays(judged), attacks);
    List<Observation> all = new ArrayList<>(traffic.observations());
    all.sort(Comparator.comparing(Observation::at));
    return new Replay(all, injected, judgedFrom, judged);
  }
}
