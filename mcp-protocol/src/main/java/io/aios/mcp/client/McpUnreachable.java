package io.aios.mcp.client;

import org.jspecify.annotations.Nullable;

/** No answer came: the server could not be reached, broke off, or did not answer in time. */
public final class McpUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is known of the request. */
  public enum Outcome {
    /** The server never got it: safe to send again. */
    NOT_SENT,
    /** It may have been carried out. */
    UNKNOWN,
    /** Time ran out; it was cancelled, and may have been carried out. */
    TIMED_OUT
  }

  private final Outcome outcome;

  public McpUnreachable(Outcome outcome, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
  }

  public Outcome outcome() {
    return outcome;
  }
}
