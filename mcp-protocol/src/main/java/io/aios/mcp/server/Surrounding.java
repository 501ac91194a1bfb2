package io.aios.mcp.server;

import io.aios.mcp.RpcRequest;
import java.util.function.Supplier;

/** Does something around the serving of each request, such as to observe it. */
@FunctionalInterface
public interface Surrounding {
  /** Serves requests as they are. */
  Surrounding NONE = (request, work) -> work.get();

  /**
   * @param request with an id; its form has not been checked yet
   * @param work to be called once, on this thread; it throws nothing
   */
  Reply serve(RpcRequest request, Supplier<Reply> work);
}
