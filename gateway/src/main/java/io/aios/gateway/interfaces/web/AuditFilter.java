package io.aios.gateway.interfaces.web;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.gateway.usecase.AuditTrail;
import io.aios.gateway.usecase.RecentRequests;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.telemetry.LogKeys;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Records how every request to the API ended. It stands outside the security chain, so that what
 * the chain refuses is recorded as surely as what is let through; a request that could not be
 * recorded is not served.
 */
final class AuditFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient AuditTrail trail;
  private final transient ProblemWriter problems;
  private final transient RecentRequests recent;
  private final transient Clock clock;

  AuditFilter(AuditTrail trail, ProblemWriter problems, RecentRequests recent, Clock clock) {
    this.trail = trail;
    this.recent = recent;
    this.problems = problems;
    this.clock = clock;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Instant start = clock.instant();
    long startNanos = System.nanoTime();
    RequestRecord entry = RequestRecord.begin(request);
    request.setAttribute(AuditTrail.SEEN, true);
    int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      if (isApi(request)) {
        trail.requireRoom();
      }
      chain.doFilter(request, response);
      status = response.getStatus();
    } catch (Problem full) {
      entry.refused(full.type());
      status = full.type().status();
      problems.write(request, response, full);
    } finally {
      long micros = Duration.ofNanos(System.nanoTime() - startNanos).toNanos() / 1000;
      if (isDecision(request, status)) {
        AuditRecord ended = record(request, entry, new Ending(start, status, micros));
        trail.record(ended);
        if (ended.subject() != null) {
          recent.ended(ended.subject(), ended.outcome() == AuditOutcome.REFUSED);
        }
      }
    }
  }

  private record Ending(Instant start, int status, long micros) {}

  /** Everything on the API, and every refusal anywhere. */
  private static boolean isDecision(HttpServletRequest request, int status) {
    return isApi(request)
        || status == HttpServletResponse.SC_UNAUTHORIZED
        || status == HttpServletResponse.SC_FORBIDDEN;
  }

  private static boolean isApi(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/api/") || path.startsWith(McpHandler.PATH);
  }

  private static AuditRecord record(
      HttpServletRequest request, RequestRecord entry, Ending ending) {
    CallerIdentity caller = entry.caller();
    return new AuditRecord(
        UUID.randomUUID(),
        ending.start(),
        caller == null ? null : caller.subject(),
        caller == null ? null : caller.client(),
        entry.action(),
        entry.target(),
        outcome(entry, ending.status()),
        ending.status(),
        reason(entry, ending.status()),
        entry.digest(),
        ending.micros(),
        MDC.get(LogKeys.TRACE_ID),
        entry.commandId(),
        request.getRemoteAddr(),
        entry.filtered(),
        entry.session(),
        entry.risk(),
        entry.answerBytes());
  }

  private static AuditOutcome outcome(RequestRecord entry, int status) {
    int told = entry.reason() == null ? status : entry.reason().status();
    if (told >= 500) {
      return AuditOutcome.FAILED;
    }
    return told >= 400 ? AuditOutcome.REFUSED : AuditOutcome.ALLOWED;
  }

  private static @Nullable String reason(RequestRecord entry, int status) {
    if (entry.reason() != null) {
      String policies = entry.policies();
      return entry.reason().slug() + (policies.isEmpty() ? "" : " by policy " + policies);
    }
    return status >= 400 ? "http-" + status : null;
  }
}
