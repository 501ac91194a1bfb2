package io.aios.platform.telemetry;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** Puts the service and the command into the log context of a request. */
final class LogFieldsFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String COMMAND_HEADER = "X-Aios-Command-Id";
  private static final Pattern UUID_LIKE = Pattern.compile("[0-9a-fA-F-]{36}");

  private final String service;

  LogFieldsFilter(String service) {
    this.service = service;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    MDC.put(LogKeys.SERVICE, service);
    String command = request.getHeader(COMMAND_HEADER);
    // A caller may send anything; only what looks like an id goes into a log line.
    if (command != null && UUID_LIKE.matcher(command).matches()) {
      MDC.put(LogKeys.COMMAND_ID, command);
    }
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(LogKeys.COMMAND_ID);
      MDC.remove(LogKeys.SERVICE);
    }
  }
}
