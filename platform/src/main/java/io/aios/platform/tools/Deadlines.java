package io.aios.platform.tools;

import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends calls that take longer than they may. */
final class Deadlines implements AutoCloseable {
  static final String TIMEOUT_HEADER = "X-Aios-Timeout-Ms";

  private final ScheduledThreadPoolExecutor timer;

  Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("tool-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** The tool's own limit, or the caller's if that is shorter. */
  static Duration limit(Duration own, McpExchange exchange) {
    @Nullable String header = exchange.header(TIMEOUT_HEADER);
    if (header == null) {
      return own;
    }
    try {
      Duration asked = Duration.ofMillis(Long.parseUnsignedLong(header));
      return asked.compareTo(own) < 0 ? asked : own;
    } catch (NumberFormatException | ArithmeticException e) {
      throw McpError.invalidParams(
          "The header " + TIMEOUT_HEADER + " must be milliseconds, not '" + header + "'");
    }
  }

  Future<?> watch(ActiveCall call) {
    return timer.schedule(call::expire, call.limit().toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
