package io.aios.orchestrator.usecase;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which orchestrator runs which command, so that another one takes over from a dead one. */
public interface Leases {
  /** Says that this orchestrator lives. */
  void renew();

  /** Takes over commands whose owner fell silent, or gave them up. */
  List<Lease> takeAbandoned(int limit);

  /** Own commands to which another orchestrator added something since it was last asked. */
  List<UUID> poked();

  /** Commands that this orchestrator has owned for longer than that. */
  List<UUID> owned(Duration longerThan);

  /** Whether it still holds: nobody has taken the command since, this orchestrator included. */
  boolean owns(Lease lease);

  /** Gives a command up, to be taken over after the pause. */
  void giveUp(UUID command, Duration pause);

  /**
   * Puts a command aside, to be taken up again at that time, or earlier when somebody adds to it.
   *
   * @return false when somebody has added to it already
   */
  boolean park(Lease lease, Instant until);

  /** Takes a command that was put aside; empty when somebody runs it. */
  Optional<Lease> take(UUID command);

  /**
   * The right to run a command.
   *
   * @param epoch which taking of it; 0 for who accepted the command
   */
  record Lease(UUID command, long epoch) {}

  /** Says that this orchestrator goes, so that others take over at once. */
  void resign();
}
