package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandFixture;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All commands, as streams of events. Appending also updates what queries read and hands the events
 * to the outbox, all or nothing.
 */
public interface Commands {
  /**
   * Stores a new command, owned by this orchestrator.
   *
   * @param key the idempotency key it claims
   * @return the command that holds the key already; empty when this one was stored
   */
  Optional<KeyHolder> create(CommandHistory history, @Nullable IdempotencyKey key);

  /**
   * Adds events.
   *
   * @param before the history they were decided on
   * @param after the same with the events
   * @throws VersionConflict when others were added meanwhile
   */
  void append(CommandHistory before, CommandHistory after);

  /**
   * Adds events to a command that somebody else may be running, who is told.
   *
   * @throws VersionConflict when others were added meanwhile
   */
  void interject(CommandHistory before, CommandHistory after);

  /** The command with all of its events. */
  Optional<CommandHistory> find(UUID id);

  /** What led to each of the commands; those that there are not are left out. */
  Map<UUID, Origin> origins(Set<UUID> ids);

  /** The whole stream as it is stored. */
  CommandFixture fixture(UUID id);

  /** Events of a command after a version, in order. */
  List<CommandEvent> eventsAfter(UUID id, long version);

  Optional<KeyHolder> holder(String subject, String key);

  /**
   * Removes commands that were accepted before and have ended, with all that is known of them.
   *
   * @param limit most in one go
   * @return how many events they had
   */
  int forgetOld(Instant acceptedBefore, int limit);

  /** Lets go of idempotency keys whose time is over. */
  void forgetExpiredKeys();

  /** Somebody else changed the command. */
  final class VersionConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VersionConflict(UUID id, long version) {
      super("Command " + id + " has gone on from version " + version, null, false, false);
    }
  }

  /** The store cannot be reached at the moment. */
  final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
      super("The command store cannot be reached: " + cause.getMessage(), cause);
    }
  }

  /**
   * @param digest of the request body, by which a different one is told apart
   */
  record IdempotencyKey(String subject, String key, String digest, Instant expiresAt) {}

  record KeyHolder(UUID command, String digest) {}
}
