package io.aios.orchestrator.triggers.usecase;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What triggers have done. */
public interface Firings {
  /** False when the trigger has fired for this cause before. */
  boolean add(Firing firing);

  /** Firings of a trigger whose commands are not known to have ended. */
  List<Firing> open(UUID trigger);

  void ended(UUID firing);

  /** How often the trigger ran or is about to run a command since then. */
  int countSince(UUID trigger, Instant since);

  List<Firing> history(UUID trigger, int limit);

  /** Pending firings to submit, which nobody else takes before {@code retryAt}. */
  List<Firing> takePending(Instant now, Instant retryAt, int limit);

  void submitted(UUID firing, UUID command);

  void refused(UUID firing, String reason);

  void forgetBefore(Instant time);
}
