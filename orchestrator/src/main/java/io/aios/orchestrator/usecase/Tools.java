package io.aios.orchestrator.usecase;

import java.util.Optional;

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
}
