package io.aios.privacy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Aho and Corasick's automaton (CACM 18/6, 1975) as one dense table: all literals are looked for in
 * one pass with one table access a unit, whatever the input. Upper and lower case of ASCII are one.
 *
 * <p>Invariant: a table entry is the next state; its sign bit is set when a literal ends there.
 */
final class Literals {
  static final int START = 0;
  private static final int HIT = Integer.MIN_VALUE;

  private final char[] classes = new char[256];
  private final int width;
  private final int[] table;
  private final int[][] found;

  /** One unit of each literal is a byte, or an ASCII character. */
  Literals(List<byte[]> literals) {
    width = classify(literals);
    List<int[]> next = new ArrayList<>();
    List<List<Integer>> ends = new ArrayList<>();
    grow(next, ends);
    for (int id = 0; id < literals.size(); id++) {
      int state = START;
      for (byte unit : literals.get(id)) {
        int column = classes[unit & 0xff];
        if (next.get(state)[column] == 0) {
          next.get(state)[column] = next.size();
          grow(next, ends);
        }
        state = next.get(state)[column];
      }
      ends.get(state).add(id);
    }
    connect(next, ends);
    found =
        ends.stream()
            .map(ids -> ids.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    table = flatten(next);
  }

  private int classify(List<byte[]> literals) {
    int count = 1;
    for (byte[] literal : literals) {
      for (byte unit : literal) {
        int folded = unit >= 'A' && unit <= 'Z' ? unit + 32 : unit & 0xff;
        if (classes[folded] == 0) {
          classes[folded] = (char) count++;
        }
      }
    }
    for (int upper = 'A'; upper <= 'Z'; upper++) {
      classes[upper] = classes[upper + 32];
    }
    return count;
  }

  private void grow(List<int[]> next, List<List<Integer>> ends) {
    next.add(new int[width]);
    ends.add(new ArrayList<>());
  }

  /** Breadth first: each missing edge becomes that of the longest suffix which is a prefix. */
  private void connect(List<int[]> next, List<List<Integer>> ends) {
    int[] suffix = new int[next.size()];
    ArrayDeque<Integer> states = new ArrayDeque<>();
    for (int child : next.getFirst()) {
      if (child != 0) {
        states.add(child);
      }
    }
    while (!states.isEmpty()) {
      int state = states.remove();
      ends.get(state).addAll(ends.get(suffix[state]));
      int[] row = next.get(state);
      int[] other = next.get(suffix[state]);
      for (int column = 0; column < width; column++) {
        if (row[column] == 0) {
          row[column] = other[column];
        } else {
          suffix[row[column]] = other[column];
          states.add(row[column]);
        }
      }
    }
  }

  private int[] flatten(List<int[]> next) {
    int[] flat = new int[next.size() * width];
    for (int state = 0; state < next.size(); state++) {
      int[] row = next.get(state);
      for (int column = 0; column < width; column++) {
        int to = row[column];
        flat[state * width + column] = to * width | (found[to].length > 0 ? HIT : 0);
      }
    }
    return flat;
  }

  /** The state after one more unit; negative when a literal ends here. */
  int step(int state, int unit) {
    return table[(state & ~HIT) + (unit < 256 ? classes[unit] : 0)];
  }

  /** Which literals end in a state. */
  int[] found(int state) {
    return found[(state & ~HIT) / width];
  }

  /** Whether a literal ends within the bytes. */
  boolean occursIn(byte[] bytes, int from, int to) {
    int[] steps = table;
    char[] columns = classes;
    int state = START;
    for (int i = from; i < to; i++) {
      state = steps[state + columns[bytes[i] & 0xff]];
      if (state < 0) {
        return true;
      }
    }
    return false;
  }

  static List<byte[]> ascii(List<String> literals) {
    return literals.stream()
        .map(literal -> literal.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .toList();
  }
}
