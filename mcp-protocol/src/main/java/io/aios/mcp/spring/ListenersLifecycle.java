package io.aios.mcp.spring;

import io.aios.mcp.subscriptions.Changes;
import org.springframework.context.SmartLifecycle;

/**
 * Ends open {@code subscriptions/listen} streams when the application stops, before the web server
 * begins to wait for open requests: those would not end by themselves.
 */
public final class ListenersLifecycle implements SmartLifecycle {
  private final Changes changes;
  private volatile boolean running;

  public ListenersLifecycle(Changes changes) {
    this.changes = changes;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    changes.close();
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
