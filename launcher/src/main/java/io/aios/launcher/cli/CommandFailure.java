package io.aios.launcher.cli;

/** Ends a command with one clear sentence and an exit status, no stack trace. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The tool or command failed. */
  public static final int FAILED = 1;

  /** The command line was wrong. */
  public static final int USAGE = 2;

  /** Not allowed: 401, 403 or 429. */
  public static final int REFUSED = 3;

  /** No suite runs on the data directory. */
  public static final int NOT_RUNNING = 4;

  /** Whether it was done is unknown. */
  public static final int UNKNOWN = 5;

  private final int status;

  public CommandFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
