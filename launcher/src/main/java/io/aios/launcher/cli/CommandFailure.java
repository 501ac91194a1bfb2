package io.aios.launcher.cli;

import tools.jackson.databind.JsonNode;

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
  private final boolean passing;

  /** It goes on when somebody has approved of it. */
  public static final int AWAITING_APPROVAL = 6;

  public CommandFailure(int status, String message) {
    this(status, message, false);
  }

  /**
   * @param passing whether the same may work in a moment
   */
  public CommandFailure(int status, String message, boolean passing) {
    super(message);
    this.status = status;
    this.passing = passing;
  }

  public boolean passing() {
    return passing;
  }

  /** The exit status that a command's document stands for. */
  static int statusOf(JsonNode command) {
    return switch (command.path("status").asString("")) {
      case "succeeded", "undone" -> 0;
      case "outcome_unknown" -> UNKNOWN;
      case "awaiting_approval" -> AWAITING_APPROVAL;
      default -> FAILED;
    };
  }

  public int status() {
    return status;
  }
}
