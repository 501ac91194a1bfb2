package io.aios.orchestrator.usecase;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How deep a plan is that is called as the tool of another one's step. */
@Component
public final class NestingDepth {
  private final Commands commands;

  NestingDepth(Commands commands) {
    this.commands = commands;
  }

  /**
   * @param command whose step makes the call; null when none does
   * @return 0 outside of any command
   */
  public int inside(@Nullable String command) {
    if (command == null) {
      return 0;
    }
    try {
      return commands
          .find(UUID.fromString(command))
          .map(parent -> CommandRendering.last(parent).accepted().options().depth() + 1)
          .orElse(0);
    } catch (IllegalArgumentException noId) {
      return 0;
    }
  }
}
