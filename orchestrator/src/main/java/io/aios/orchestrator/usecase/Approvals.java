package io.aios.orchestrator.usecase;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What queries read of steps that wait for approval. */
public interface Approvals {
  /**
   * The oldest first.
   *
   * @param subject whose commands; null for everybody's
   */
  List<Waiting> waiting(@Nullable String subject, int limit);

  /**
   * @param stamp another one when somebody agreed or changed the arguments
   */
  record Waiting(UUID command, String step, int stamp) {}
}
