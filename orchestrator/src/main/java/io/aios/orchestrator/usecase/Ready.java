package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call whose start is recorded and which may leave.
 *
 * @param name of the step, or of its run for an item
 * @param undo whether it is the compensating call
 * @param approved whether somebody agreed to these arguments
 * @param until when it is to be stopped; null for the command's own deadline
 */
record Ready(
    String name,
    boolean undo,
    String tool,
    ObjectNode arguments,
    boolean repeatable,
    Principal principal,
    boolean approved,
    @Nullable Instant until) {

  /** Tells a step's call and the one that undoes it apart. */
  String key() {
    return key(name, undo);
  }

  static String key(String name, boolean undo) {
    return undo ? "undo " + name : name;
  }
}
