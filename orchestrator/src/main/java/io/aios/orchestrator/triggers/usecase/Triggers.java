package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.TriggerError;
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
   * @throws WorkFailed when it is this trigger that cannot be worked on; nothing has happened
   */
  boolean takeDue(Instant now, Consumer<Trigger> work);

  /**
   * Works on a trigger in a transaction, alone; does nothing when it is gone.
   *
   * @throws WorkFailed when it is this trigger that cannot be worked on; nothing has happened
   */
  void take(UUID id, Consumer<Trigger> work);

  void reschedule(UUID id, @Nullable Instant nextDue);

  /** Leaves a due trigger alone until then; its due time stays what it is. */
  void postpone(UUID id, Instant until);

  /** Counts a firing that the rate does not allow. */
  void dropped(UUID id);

  /** Counts what kept a trigger from running its command. */
  void failed(UUID id, int times, TriggerError last);

  /** One trigger cannot be worked on, others may. */
  final class WorkFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final UUID trigger;

    public WorkFailed(UUID trigger, RuntimeException cause) {
      super("Trigger " + trigger + " failed: " + cause.getMessage(), cause);
      this.trigger = trigger;
    }

    public UUID trigger() {
      return trigger;
    }

    TriggerError error(Instant now) {
      return new TriggerError(now, TriggerError.FIRING_FAILED, String.valueOf(getMessage()));
    }
  }
}
