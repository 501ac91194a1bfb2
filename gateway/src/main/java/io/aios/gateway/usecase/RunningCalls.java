package io.aios.gateway.usecase;

import io.aios.gateway.domain.RunningLevel;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.util.List;

/** How many calls run at once: of a user, with an API key, of a tool. */
public interface RunningCalls {

  /** To be left when the call is over. */
  @FunctionalInterface
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @throws Problem {@code RATE_LIMITED} when there is no place; nobody waits for one here
   */
  Place enter(CallerIdentity caller, CatalogueTool tool);

  /** Of the caller, and of the tool; takes nothing. */
  List<RunningLevel> levels(CallerIdentity caller, CatalogueTool tool);

  /** Of the caller. */
  List<RunningLevel> levels(CallerIdentity caller);
}
