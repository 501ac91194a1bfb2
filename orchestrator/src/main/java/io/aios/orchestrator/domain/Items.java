package io.aios.orchestrator.domain;

/** Names of the runs of a step for the items of its list: {@code copy[0]}, {@code copy[1]} … */
public final class Items {
  private Items() {}

  static String name(String step, int index) {
    return step + "[" + index + "]";
  }

  /** The step that the name belongs to; the name itself when it is a step's. */
  public static String stepOf(String name) {
    int bracket = name.indexOf('[');
    return bracket < 0 ? name : name.substring(0, bracket);
  }

  /** Which item, from 0; -1 when the name is a step's. */
  public static int indexOf(String name) {
    int bracket = name.indexOf('[');
    return bracket < 0 ? -1 : Integer.parseInt(name, bracket + 1, name.length() - 1, 10);
  }
}
