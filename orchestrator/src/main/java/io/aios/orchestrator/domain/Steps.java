package io.aios.orchestrator.domain;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * State of each step, in the plan's order, with the runs for its items after it; never changes. A
 * command has a new one for each of its events, thousands at the limit of calls: the names are
 * shared, and the states are kept in blocks, of which a change copies one. How many wait or have
 * succeeded is counted along, since every event asks for it.
 */
public final class Steps extends AbstractMap<String, StepState> {
  private static final int BLOCK = 32;

  private final Map<String, Integer> places;
  private final String[] names;
  private final StepState[][] blocks;
  private final int awaitingApproval;
  private final int succeeded;

  private Steps(
      Map<String, Integer> places,
      String[] names,
      StepState[][] blocks,
      int awaitingApproval,
      int succeeded) {
    this.places = places;
    this.names = names;
    this.blocks = blocks;
    this.awaitingApproval = awaitingApproval;
    this.succeeded = succeeded;
  }

  static Steps of(Map<String, ? extends StepState> states) {
    String[] names = states.keySet().toArray(String[]::new);
    Map<String, Integer> places = new LinkedHashMap<>();
    Arrays.stream(names).forEach(name -> places.put(name, places.size()));
    StepState[] all = states.values().toArray(StepState[]::new);
    StepState[][] blocks =
        IntStream.iterate(0, from -> from < all.length, from -> from + BLOCK)
            .mapToObj(from -> Arrays.copyOfRange(all, from, Math.min(from + BLOCK, all.length)))
            .toArray(StepState[][]::new);
    return new Steps(
        places,
        names,
        blocks,
        Arrays.stream(all).mapToInt(Steps::awaits).sum(),
        Arrays.stream(all).mapToInt(Steps::hasSucceeded).sum());
  }

  /**
   * @throws IllegalTransition when there is no such step
   */
  Steps with(String name, StepState state) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalTransition("There is no step '" + name + "'");
    }
    StepState before = at(place);
    StepState[][] changed = blocks.clone();
    changed[place / BLOCK] = changed[place / BLOCK].clone();
    changed[place / BLOCK][place % BLOCK] = state;
    return new Steps(
        places,
        names,
        changed,
        awaitingApproval + awaits(state) - awaits(before),
        succeeded + hasSucceeded(state) - hasSucceeded(before));
  }

  int awaitingApproval() {
    return awaitingApproval;
  }

  int succeeded() {
    return succeeded;
  }

  @Override
  public @Nullable StepState get(@Nullable Object name) {
    Integer place = places.get(name);
    return place == null ? null : at(place);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return places.containsKey(name);
  }

  @Override
  public Set<String> keySet() {
    return Collections.unmodifiableSet(places.keySet());
  }

  @Override
  public Set<Entry<String, StepState>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, StepState>> iterator() {
        return IntStream.range(0, names.length)
            .mapToObj(place -> Map.entry(names[place], at(place)))
            .iterator();
      }

      @Override
      public int size() {
        return names.length;
      }
    };
  }

  private StepState at(int place) {
    return blocks[place / BLOCK][place % BLOCK];
  }

  private static int awaits(StepState state) {
    return state instanceof StepState.AwaitingApproval ? 1 : 0;
  }

  private static int hasSucceeded(StepState state) {
    return state instanceof StepState.Succeeded ? 1 : 0;
  }
}
