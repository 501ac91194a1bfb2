package io.aios.mcp.server;

import io.aios.mcp.Era;
import io.aios.mcp.Extensions;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.mcp.RpcRequest;

/** Whether a call can go on in the background. */
enum TaskMode {
  /** The server has no tasks, or the method cannot be one. */
  NOT_SERVED,
  /** The client did not declare the extension. */
  NOT_DECLARED,
  POSSIBLE,
  /** It runs there already. */
  BACKGROUND;

  static TaskMode of(Era era, RpcRequest request, boolean served) {
    if (!served || !request.method().equals(Methods.TOOLS_CALL)) {
      return NOT_SERVED;
    }
    boolean declared =
        request.meta().path(MetaKeys.CLIENT_CAPABILITIES).path("extensions").has(Extensions.TASKS);
    return era == Era.MODERN && declared ? POSSIBLE : NOT_DECLARED;
  }
}
