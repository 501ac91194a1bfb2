package io.aios.contracts.commands;

import java.util.List;
import java.util.UUID;

/**
 * A command's whole history as a test fixture: folding the events gives the status.
 *
 * @param format of the events; 1
 * @param status after the last event
 */
public record CommandFixture(
    int format, UUID commandId, CommandStatus status, List<FixtureEvent> events) {

  /**
   * @param type name and version of the stored event, such as {@code StepStarted.v1}
   * @param data as it is stored
   */
  public record FixtureEvent(long version, String type, Object data) {}
}
