package io.aios.platform.tools;

import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Ends calls that take longer than they may. */
final class Deadlines implements AutoCloseable {
  static final String TIMEOUT_HEADER = "X-Aios-Timeout-Ms";

  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,12}");

  private final ScheduledThreadPoolExecutor timer;

  Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("tool-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** The tool's own limit, or the caller's if that is shorter. */
  static Duration limit(Duration own, McpExchange exchange) {
    String header = exchange.header(TIMEOUT_HEADER);
    if (header == null) {
      return own;
    }
    if (!MILLISECONDS.matcher(header).matches()) {
      throw McpError.invalidParams(
          "The header " + TIMEOUT_HEADER + " must be milliseconds, not '" + header + "'");
    }
    Duration asked = Duration.ofMillis(Long.parseLong(header));
    return asked.compareTo(own) < 0 ? asked : own;
  }

  Future<?> watch(ActiveCall call) {
    return timer.schedule(call::expire, call.limit().toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
