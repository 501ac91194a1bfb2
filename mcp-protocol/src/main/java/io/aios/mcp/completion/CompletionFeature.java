package io.aios.mcp.completion;

import io.aios.mcp.McpJson;
import io.aios.mcp.Methods;
import io.aios.mcp.server.Feature;
import io.aios.mcp.server.McpServer;

/** {@code completion/complete} over a {@link Completer}. */
public final class CompletionFeature implements Feature {
  private final Completer completer;

  public CompletionFeature(Completer completer) {
    this.completer = completer;
  }

  @Override
  public void register(McpServer.Builder server) {
    server
        .capability("completions", McpJson.object())
        .method(
            Methods.COMPLETE,
            (request, exchange) ->
                completer.complete(CompletionRequest.of(request), exchange).toRpcResult());
  }
}
