package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandPage;
import io.aios.contracts.commands.CommandStatus;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What queries read. */
public interface CommandViews {
  /** The owner of the command. */
  Optional<String> subject(UUID id);

  CommandPage list(Query query);

  /**
   * @param subject whose commands; null for everybody's
   * @param before only commands accepted before this one
   * @param limit most items
   */
  record Query(
      @Nullable String subject, @Nullable CommandStatus status, @Nullable UUID before, int limit) {}
}
