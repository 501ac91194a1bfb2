package io.aios.python.infrastructure.sandbox;

import tools.jackson.databind.JsonNode;

/** What the driver says, and the end of it. */
sealed interface DriverEvent {

  record Ready() implements DriverEvent {}

  record Output(boolean error, String text) implements DriverEvent {}

  record Drawn(String png) implements DriverEvent {}

  record Done(long id, JsonNode answer) implements DriverEvent {}

  /** The interpreter is gone or no longer speaks as it should. */
  record Ended() implements DriverEvent {}
}
