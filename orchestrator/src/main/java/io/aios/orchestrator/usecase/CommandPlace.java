package io.aios.orchestrator.usecase;

import org.jspecify.annotations.Nullable;

/**
 * A command's place among those that run. While every call of the command waits for its server,
 * others may have it: however many commands there are for a server that hangs, they do not keep
 * those for other servers from running.
 */
final class CommandPlace {
  private final @Nullable Slots slots;
  private final String user;
  private boolean lent;

  /**
   * @param slots null for a command that needs no place
   */
  CommandPlace(@Nullable Slots slots, String user) {
    this.slots = slots;
    this.user = user;
  }

  synchronized void lend() {
    if (slots != null && !lent) {
      lent = slots.lend(user);
    }
  }

  synchronized void reclaim() {
    if (slots != null && lent) {
      slots.reclaim(user);
      lent = false;
    }
  }

  void giveBack() {
    reclaim();
    if (slots != null) {
      slots.release(user);
    }
  }
}
