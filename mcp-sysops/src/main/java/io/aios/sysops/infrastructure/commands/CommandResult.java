package io.aios.sysops.infrastructure.commands;

/**
 * How a command ended.
 *
 * @param output standard output up to the limit
 * @param errors standard error up to the limit
 * @param truncated the output met the limit, and the command was ended there
 */
public record CommandResult(int status, String output, String errors, boolean truncated) {

  public boolean succeeded() {
    return status == 0 || truncated;
  }
}
