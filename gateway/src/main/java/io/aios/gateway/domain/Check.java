package io.aios.gateway.domain;

import java.util.Map;

/**
 * One of the decisions on the way of a call, in the order in which they are made.
 *
 * @param stage what decides: {@code tool}, {@code permission}, {@code quota} …
 * @param detail what it looked at and found, for people
 * @param facts the same for programs
 */
public record Check(String stage, Verdict verdict, String detail, Map<String, Object> facts) {

  /** What it means for the call. */
  public enum Verdict {
    /** The call would go on. */
    PASSES,
    /** The call would end here. */
    REFUSES,
    /** Nothing is decided; this is how the call would go. */
    TELLS
  }

  public Check {
    facts = Map.copyOf(facts);
  }
}
