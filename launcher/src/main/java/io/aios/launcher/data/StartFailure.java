package io.aios.launcher.data;

import java.io.IOException;

/**
 * Why a part of the suite did not start, in words for its owner: what happened and what to do.
 * Nothing was deleted when this is thrown.
 */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param part what did not start, such as {@code postgres}
   * @param problem one clause naming the value and the state seen
   * @param fix what the owner can do, one sentence
   */
  public StartFailure(String part, String problem, String fix) {
    super(part + ": " + problem + ". " + fix);
  }

  /** A file operation failed; a full or read-only disk is named as such. */
  public static StartFailure of(String part, IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left")) {
      return new StartFailure(
          part, "the disk is full (" + message + ")", "Free some space and start again.");
    }
    if (message.contains("Read-only file system")) {
      return new StartFailure(
          part,
          "the disk is read-only (" + message + ")",
          "Remount it writable or choose another directory with --data.");
    }
    return new StartFailure(
        part,
        e.getClass().getSimpleName() + ": " + message,
        "Check the path and its permissions, then start again.");
  }
}
