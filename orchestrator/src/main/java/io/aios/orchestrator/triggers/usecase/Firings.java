package io.aios.orchestrator.triggers.usecase;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What triggers have done. */
public interface Firings {
  /** False when the trigger has fired for this cause before. */
  boolean add(Firing firing);

  /** Whether the trigger has fired for the cause, or did not on purpose. */
  boolean knows(UUID trigger, String cause);

  /** Whether a firing of the trigger has not ended: its command runs or is still to be made. */
  boolean goesOn(UUID trigger);

  /** How often the trigger ran or is about to run a command since then. */
  int countSince(UUID trigger, Instant since);

  List<Firing> history(UUID trigger, int limit);

  /** Pending firings to submit, which nobody else takes before {@code retryAt}. */
  List<Firing> takePending(Instant now, Instant retryAt, int limit);

  void submitted(UUID firing, UUID command);

  /** Why its command could not be submitted yet. */
  void waiting(UUID firing, String reason);

  void refused(UUID firing, String reason);

  void forgetBefore(Instant time);
}
