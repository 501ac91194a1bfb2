package io.aios.gateway.usecase;

/** The servers that tools run on. */
@FunctionalInterface
public interface ToolServers {
  /**
   * Returns when the reply's head is there.
   *
   * @throws io.aios.platform.web.Problem {@code SERVICE_UNAVAILABLE} when no instance can be
   *     reached or the service is protected from more calls, {@code TIMED_OUT}, {@code TOOL_FAILED}
   *     when the answer is of no use
   */
  ToolReply call(ToolRequest request);
}
