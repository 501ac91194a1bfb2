package io.aios.policy.tools;

import io.aios.policy.engine.Entity;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.RecordValue;
import java.util.Set;

/**
 * A tool as policies see it.
 *
 * @param name such as {@code sysops_list_processes}
 * @param server the alias, the first part of the name
 * @param risk the risk class's wire name
 */
public record ToolAction(String name, String server, String risk, Entity entity) {
  public static ToolAction of(String name, String server, String risk) {
    return new ToolAction(
        name,
        server,
        risk,
        new Entity(
            action(name),
            RecordValue.EMPTY,
            Set.of(action(server), action(risk), action(server + ":" + risk))));
  }

  private static EntityUid action(String id) {
    return EntityUid.of("Action", id);
  }

  String permission() {
    return server + ":" + risk;
  }
}
