package io.aios.mcp.server;

/**
 * Ends a tool's run on the request's thread: it will run again in the background. Whoever stands
 * between a tool and the server lets it through, as {@link io.aios.mcp.input.InputRequired}.
 */
public final class RunsAsTask extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunsAsTask() {
    super("Runs as a task", null, false, false);
  }
}
