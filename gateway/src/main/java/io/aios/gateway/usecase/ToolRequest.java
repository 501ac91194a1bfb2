package io.aios.gateway.usecase;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A call that has passed every check, on its way to a tool server.
 *
 * @param token the gateway's own, for that server and tool only
 * @param body the JSON-RPC request
 * @param headers what of the caller's headers the server may see, and what the gateway adds
 * @param connection watched while the call runs, so that a caller's hanging up cancels it
 */
public record ToolRequest(
    CatalogueTool tool,
    String token,
    ByteBuffer body,
    Map<String, String> headers,
    Duration timeout,
    Optional<CallerConnection> connection) {}
