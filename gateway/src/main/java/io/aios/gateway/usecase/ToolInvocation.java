package io.aios.gateway.usecase;

import io.aios.platform.security.CallerIdentity;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An admitted call.
 *
 * @param arguments as parsed from {@code body}
 * @param body the JSON-RPC request that the server gets
 * @param headers for the server
 * @param wanted how long the caller wants to wait at most
 * @param opened whose values stand in the arguments
 */
public record ToolInvocation(
    CallerIdentity caller,
    CatalogueTool tool,
    JsonNode arguments,
    ByteBuffer body,
    Map<String, String> headers,
    Optional<Duration> wanted,
    Optional<CallerConnection> connection,
    OpenedTokens opened) {}
