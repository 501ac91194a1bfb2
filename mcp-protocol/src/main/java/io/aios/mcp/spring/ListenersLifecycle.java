package io.aios.mcp.spring;

import io.aios.mcp.subscriptions.Changes;
import org.springframework.context.SmartLifecycle;

/**
 * Ends open {@code subscriptions/listen} streams when the application stops, before the web server
 * begins to wait for open requests: those would not end by themselves.
 */
public final class ListenersLifecycle implements SmartLifecycle {
  private final Runnable closing;
  private volatile boolean running;

  /**
   * @param closing ends the streams, as {@link Changes#close} does
   */
  public ListenersLifecycle(Runnable closing) {
    this.closing = closing;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    closing.run();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Later phases stop earlier; the web server's graceful stop is below the default one. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }
}
