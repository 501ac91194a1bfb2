package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Principal;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The suite's tools, all behind the gateway. */
public interface Tools {
  /**
   * The tool of that name, if the suite has it now.
   *
   * @throws io.aios.platform.web.Problem {@code SERVICE_UNAVAILABLE} when there is no catalogue
   */
  Optional<ToolDescriptor> find(String name);

  /**
   * Calls a tool and waits for the end.
   *
   * @throws InterruptedException when the thread was interrupted; the call was cancelled then, and
   *     may have had part of its effect
   */
  ToolAnswer call(ToolInvocation invocation) throws InterruptedException;

  /**
   * Asks a tool what a call would do; it has no effect, and needs the permission to read only.
   *
   * @throws InterruptedException when the thread was interrupted
   */
  ToolAnswer preview(Principal principal, String tool, ObjectNode arguments, Duration timeout)
      throws InterruptedException;
}
