package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Principal;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that is about to leave.
 *
 * @param principal for whom: the gateway sees exactly these grants
 * @param approved whether somebody agreed to these arguments
 * @param until when its time is over: the command's, or the step's own
 * @param priority of the command, 0 to 9
 * @param repeatable whether a call with an unknown outcome may be made again
 */
public record ToolInvocation(
    UUID commandId,
    Principal principal,
    String tool,
    ObjectNode arguments,
    boolean approved,
    Instant until,
    int priority,
    boolean repeatable,
    CallListener listener) {}
