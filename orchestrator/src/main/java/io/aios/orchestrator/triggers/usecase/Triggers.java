package io.aios.orchestrator.triggers.usecase;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All triggers. */
public interface Triggers {
  /** False when the user has one of that name already. */
  boolean add(Trigger trigger);

  /** False when the user has another of that name already, or it is gone. */
  boolean replace(Trigger trigger);

  void remove(UUID id);

  Optional<Trigger> find(UUID id);

  /** A user's triggers, by name. */
  List<Trigger> of(String subject);

  /** Enabled triggers that wait for events of the topic. */
  List<Trigger> listening(String topic);

  /**
   * Works on one enabled trigger whose time has come and that no other orchestrator works on, in a
   * transaction.
   *
   * @return false when there is none
   */
  boolean takeDue(Instant now, Consumer<Trigger> work);

  /** Works on a trigger in a transaction, alone; does nothing when it is gone. */
  void take(UUID id, Consumer<Trigger> work);

  void reschedule(UUID id, @Nullable Instant nextDue);

  /** Counts an event that fitted and was dropped. */
  void dropped(UUID id);
}
