package io.aios.mcp.server;

import io.aios.mcp.McpError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A finished answer: the HTTP status and the bytes of one JSON-RPC message, or none. */
public final class Reply {
  private static final Reply ACCEPTED = new Reply(202, new byte[0], null);

  private final int status;
  private final byte[] body;
  private final @Nullable String challenge;

  private Reply(int status, byte[] body, @Nullable String challenge) {
    this.status = status;
    this.body = body;
    this.challenge = challenge;
  }

  /** The answer to a notification. */
  public static Reply accepted() {
    return ACCEPTED;
  }

  /** A refusal with the error's own HTTP status; without an id where none is known. */
  public static Reply error(@Nullable JsonNode id, McpError error) {
    return error(id, error, error.httpStatus());
  }

  static Reply error(@Nullable JsonNode id, McpError error, int status) {
    return new Reply(status, Frames.error(id, error), error.challenge());
  }

  static Reply result(byte[] message) {
    return new Reply(200, message, null);
  }

  public int status() {
    return status;
  }

  /** The message in UTF-8, empty for a notification's answer; read only. */
  public byte[] body() {
    return body;
  }

  /** The {@code WWW-Authenticate} header, if any. */
  public @Nullable String challenge() {
    return challenge;
  }
}
