package io.aios.orchestrator.domain;

import java.time.Instant;

/** Where the undoing of one call stands. */
public sealed interface UndoState {

  record Pending() implements UndoState {}

  record Started(boolean repeatable, Instant at) implements UndoState {}

  record Done(Instant at) implements UndoState {}

  /**
   * It is as it was, and why: the tool says it cannot be undone, or refused since the world moved
   * on.
   */
  record NotDone(Failure failure, Instant at) implements UndoState {}

  record OutcomeUnknown(String reason, Instant at) implements UndoState {}
}
