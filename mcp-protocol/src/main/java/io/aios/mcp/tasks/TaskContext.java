package io.aios.mcp.tasks;

import io.aios.mcp.server.RequestContext;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A background run: its request has been answered, so nothing can be sent and no header is left.
 */
record TaskContext(@Nullable String owner) implements RequestContext {

  @Override
  public List<String> headers(String name) {
    return List.of();
  }

  @Override
  public @Nullable Principal principal() {
    String name = owner;
    return name == null ? null : () -> name;
  }

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public void send(byte[] message) {
    // progress of a task is not part of the extension
  }

  @Override
  public boolean cancelled() {
    return Thread.currentThread().isInterrupted();
  }
}
