package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Principal;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that is about to leave.
 *
 * @param principal for whom: the gateway sees exactly these grants
 * @param timeout what is left of the command's time
 * @param repeatable whether a call with an unknown outcome may be made again
 */
public record ToolInvocation(
    UUID commandId,
    Principal principal,
    String tool,
    ObjectNode arguments,
    Duration timeout,
    boolean repeatable,
    ProgressListener progress) {}
