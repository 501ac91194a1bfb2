package io.aios.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** A running sandbox. Whoever started it reads its output, or it stops at a full pipe. */
public interface SandboxProcess extends AutoCloseable {

  OutputStream stdin();

  /** Not limited: {@link Limits#outputBytes} holds for {@link Sandbox#run} only. */
  InputStream stdout();

  InputStream stderr();

  /**
   * Sends SIGINT to the program and the processes of its group, as Ctrl-C in a terminal does. After
   * the end it does nothing.
   */
  void interrupt();

  boolean alive();

  /** How it ended, if it has. */
  Optional<Exit> exit();

  /**
   * Waits for the end, but no longer than this; then kills the sandbox and answers {@link
   * Exit.Cause#WALL_TIME}. To wait without killing use {@link #exit}.
   */
  Exit waitFor(Duration patience) throws InterruptedException;

  /** Kills every process in the sandbox and returns when they are gone. May be called again. */
  @Override
  void close();
}
