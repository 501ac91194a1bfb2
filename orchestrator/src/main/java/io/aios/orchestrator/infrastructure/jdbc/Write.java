package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.Commands.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * Something to be stored of one command.
 *
 * @param before the history that the events were decided on
 * @param key that a new command claims
 * @param traceparent of who stores it
 */
record Write(
    Kind kind,
    CommandHistory before,
    CommandHistory after,
    @Nullable IdempotencyKey key,
    @Nullable String traceparent) {

  enum Kind {
    CREATE,
    APPEND,
    /** By somebody other than who runs the command. */
    INTERJECT
  }
}
