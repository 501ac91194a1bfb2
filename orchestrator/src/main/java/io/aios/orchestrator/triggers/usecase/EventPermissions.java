package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.events.Topics;
import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.web.Problem;
import tools.jackson.databind.JsonNode;

/** Which events somebody's triggers may hear. */
final class EventPermissions {
  private static final ToolPermission READ_EVENTS = new ToolPermission("security", Risk.READ);
  private static final String READ_ALL = "commands:read-all";

  private EventPermissions() {}

  /**
   * @throws Problem {@code PERMISSION_DENIED} when no event of the topic may be heard
   */
  static void check(Principal principal, String topic) {
    if (!topic.equals(Topics.COMMANDS) && !READ_EVENTS.grantedBy(principal.grants())) {
      throw new Problem(
              ProblemType.PERMISSION_DENIED,
              "Events of " + topic + " need the permission '" + READ_EVENTS + "'")
          .with("permission", READ_EVENTS.toString());
    }
  }

  /** Of commands their user's own, unless the grants say more. */
  static boolean mayHear(Principal principal, String topic, JsonNode data) {
    return topic.equals(Topics.COMMANDS)
        ? principal.grants().contains(READ_ALL)
            || principal.subject().equals(data.path("subject").asString(""))
        : READ_EVENTS.grantedBy(principal.grants());
  }
}
