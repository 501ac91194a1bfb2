package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Origin;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What led to commands, and so to what their steps do. */
@Component
public final class CommandOrigins {
  private final Commands commands;

  CommandOrigins(Commands commands) {
    this.commands = commands;
  }

  /**
   * The origin of a command that is made by a step.
   *
   * @param command whose step makes it; null when none does
   */
  public Origin inside(@Nullable String command) {
    if (command == null) {
      return Origin.REQUEST;
    }
    try {
      Origin parent =
          commands.origins(Set.of(UUID.fromString(command))).get(UUID.fromString(command));
      return parent == null ? Origin.REQUEST : parent.inside();
    } catch (IllegalArgumentException noId) {
      return Origin.REQUEST;
    }
  }

  /** By command; those that there are not, or no more, are left out. */
  public Map<UUID, Origin> of(Collection<UUID> ids) {
    return ids.isEmpty() ? Map.of() : commands.origins(Set.copyOf(ids));
  }
}
