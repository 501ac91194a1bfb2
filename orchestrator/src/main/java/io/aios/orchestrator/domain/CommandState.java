package io.aios.orchestrator.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A command as its events tell it. */
public sealed interface CommandState permits CommandState.NotAccepted, Running, CommandState.Done {

  /** There is no command yet. */
  record NotAccepted() implements CommandState {}

  /** Its steps have ended; it may still be undone. */
  sealed interface Done extends CommandState permits Ended, Undoing {
    /** How it ended. */
    Ended ended();
  }

  /**
   * Nothing happens to it any more, unless somebody wants it undone.
   *
   * @param undone what became of that, if it was tried
   */
  record Ended(Running last, Ending ending, Instant at, @Nullable Undone undone) implements Done {
    @Override
    public Ended ended() {
      return this;
    }
  }

  /** How a command ended. */
  sealed interface Ending {
    record Succeeded(@Nullable Json output) implements Ending {}

    record Failed(Failure failure) implements Ending {}

    record Cancelled() implements Ending {}

    record OutcomeUnknown(String reason) implements Ending {}
  }
}
