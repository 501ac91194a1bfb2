package io.aios.security.threats.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** One actor's last minute, and what its minutes are usually like. */
final class ActorProfile {
  private static final int HOURS = 24;
  private static final int MOST_NETWORKS = 16;
  private static final double FORGET = 0.02;
  private static final double BYTES_PER_KILOBYTE = 1024;

  /** As if so many requests more had gone well: one refusal of one request is no share of 1. */
  private static final int PRIOR = 4;

  final Deque<Slot> slots = new ArrayDeque<>();
  private final Map<Feature, Double> usual;
  private final double[] hours = new double[HOURS];
  private final Recent<NetworkPrefix, Boolean> networks = new Recent<>(MOST_NETWORKS);
  private @Nullable String lastTool;
  private long windows;

  /**
   * @param everybodys what is usual for others, until this one is known
   */
  ActorProfile(Map<Feature, Double> everybodys) {
    this.usual = new EnumMap<>(everybodys);
  }

  void add(Observation seen, long slot, ToolTransitions transitions) {
    if (slots.isEmpty() || slots.getLast().number != slot) {
      slots.addLast(new Slot(slot));
    }
    Slot current = slots.getLast();
    current.add(seen);
    if (seen.isToolCall()) {
      current.surprise += transitions.surprise(lastTool, seen.target());
      current.transitions += lastTool == null ? 0 : 1;
      lastTool = seen.target();
    }
    seen.origin().network().ifPresent(network -> arriveFrom(network, current));
  }

  private void arriveFrom(NetworkPrefix network, Slot current) {
    if (networks.find(network) == null) {
      current.newNetworks += networks.size() > 0 ? 1 : 0;
      networks.put(network, true);
    }
  }

  void dropBefore(long slot) {
    while (!slots.isEmpty() && slots.getFirst().number < slot) {
      slots.removeFirst();
    }
  }

  Map<Feature, Double> usual() {
    return new EnumMap<>(usual);
  }

  List<UUID> evidence() {
    return slots.stream().flatMap(slot -> slot.evidence.stream()).toList();
  }

  int requests() {
    return slots.stream().mapToInt(slot -> slot.requests).sum();
  }

  /** Values of all features over the slots that are held. */
  Map<Feature, Double> values(Instant at) {
    Map<Feature, Double> values = new EnumMap<>(Feature.class);
    for (Feature feature : Feature.values()) {
      values.put(feature, value(feature, at));
    }
    return values;
  }

  private double value(Feature feature, Instant at) {
    double requests = requests();
    return switch (feature) {
      case CALLS -> requests;
      case REFUSED -> sum(slot -> slot.refused) / (requests + PRIOR);
      case FAILED -> sum(slot -> slot.failed) / (requests + PRIOR);
      case TOOLS -> different(slot -> slot.tools);
      case ARGUMENTS -> different(slot -> slot.arguments);
      case BYTES -> sum(slot -> (double) slot.bytes) / BYTES_PER_KILOBYTE;
      case FINDINGS -> sum(slot -> slot.findings);
      case NETWORKS -> sum(slot -> slot.newNetworks);
      case SURPRISE -> sum(slot -> slot.surprise) / (sum(slot -> slot.transitions) + PRIOR);
      case HOUR -> surpriseOf(hour(at));
    };
  }

  private double sum(ToDoubleFunction<Slot> part) {
    return slots.stream().mapToDouble(part).sum();
  }

  private int different(Function<Slot, Set<String>> part) {
    Set<String> all = new HashSet<>();
    slots.forEach(slot -> all.addAll(part.apply(slot)));
    return all.size();
  }

  private static int hour(Instant at) {
    return at.atOffset(ZoneOffset.UTC).getHour();
  }

  /** Neighbouring hours count half: habits do not end with the hour. */
  private double surpriseOf(int hour) {
    double near = hours[hour] + (hours[(hour + 1) % HOURS] + hours[(hour + HOURS - 1) % HOURS]) / 2;
    double all = 0;
    for (double each : hours) {
      all += 2 * each;
    }
    return -Math.log((near + 1) / (all + HOURS)) / Math.log(2);
  }

  /** The first windows count as much as each other, later ones replace what was long ago. */
  void learn(Map<Feature, Double> values, Instant at) {
    windows++;
    double weight = Math.max(FORGET, 1.0 / (windows + 1));
    usual.replaceAll((feature, old) -> old + weight * (values.getOrDefault(feature, old) - old));
    hours[hour(at)]++;
  }
}
