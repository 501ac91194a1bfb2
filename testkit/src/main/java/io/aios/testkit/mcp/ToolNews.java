package io.aios.testkit.mcp;

import io.aios.mcp.client.ChangeListener;
import io.aios.mcp.client.Interests;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.Subscription;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Listens to whether an MCP server's list of tools changes. */
public final class ToolNews implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Semaphore told = new Semaphore(0);
  private final Subscription subscription;

  private ToolNews(McpClient client) {
    subscription =
        client.listen(
            Interests.lists(),
            new ChangeListener() {
              @Override
              public void toolsChanged() {
                told.release();
              }
            },
            PATIENCE);
  }

  public static ToolNews of(URI endpoint, String token) {
    return new ToolNews(McpClient.builder(endpoint).token(() -> token).build());
  }

  /** Whether one more change is told, within 20 s. */
  public boolean comes() throws InterruptedException {
    return told.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Changes told so far that {@link #comes} has not taken. */
  public int waiting() {
    return told.availablePermits();
  }

  @Override
  public void close() {
    subscription.close();
  }
}
