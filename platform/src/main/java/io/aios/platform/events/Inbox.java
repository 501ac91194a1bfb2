package io.aios.platform.events;

import java.util.UUID;

/** Remembers handled events, which makes a consumer idempotent. */
public interface Inbox {
  /**
   * Notes the event in the caller's transaction, together with the consumer's own changes.
   *
   * @return false when it was handled before: the consumer must then do nothing
   * @throws IllegalStateException outside a transaction
   */
  boolean firstTime(UUID eventId);
}
