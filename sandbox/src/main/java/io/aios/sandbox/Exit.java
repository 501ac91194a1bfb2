package io.aios.sandbox;

import java.time.Duration;

/**
 * How a sandbox ended.
 *
 * @param status the program's exit status, or 128 + the signal that killed it
 * @param cause why it ended, as far as the host can tell
 * @param memoryKills processes the kernel killed at the memory limit; one of them need not have
 *     been the program itself
 * @param wallTime from the start to the end
 */
public record Exit(int status, Cause cause, int memoryKills, Duration wallTime) {

  public enum Cause {
    /** The program ended by itself. */
    EXITED,
    /** A signal that no limit sent. */
    SIGNALLED,
    WALL_TIME,
    CPU_TIME,
    MEMORY,
    /** {@link SandboxProcess#close} came first. */
    CLOSED
  }

  public boolean succeeded() {
    return status == 0 && cause == Cause.EXITED;
  }
}
