package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.EraseData;
import io.aios.gateway.usecase.Erasures;
import io.aios.gateway.usecase.ExportData;
import io.aios.mcp.McpJson;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/**
 * {@code /api/v1/privacy/data}: all that is stored of the caller, and erasing it; {@code
 * /api/v1/privacy/erasures}: how far that is.
 */
@Component
final class PrivacyDataHandler implements HttpRequestHandler {
  static final String DATA = "/api/v1/privacy/data";
  static final String ERASURES = "/api/v1/privacy/erasures";

  private final ExportData export;
  private final EraseData erase;
  private final Erasures erasures;
  private final ProblemWriter problems;

  PrivacyDataHandler(
      ExportData export, EraseData erase, Erasures erasures, ProblemWriter problems) {
    this.export = export;
    this.erase = erase;
    this.erasures = erasures;
    this.problems = problems;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestRecord entry = RequestRecord.of(request);
    try {
      CallerIdentity caller = Callers.of(request);
      entry.caller(caller, request);
      boolean data = request.getRequestURI().equals(DATA);
      switch (request.getMethod()) {
        case "GET" -> {
          if (data) {
            entry.asks("privacy.export", ExportData.NAME);
            write(response, 200, exported(request, caller));
          } else {
            entry.asks("privacy.erasures", ERASURES);
            write(response, 200, erasures.of(caller.subject()));
          }
        }
        case "DELETE" -> {
          entry.asks("privacy.erase", EraseData.NAME);
          erase(request, response, caller, data);
        }
        default -> throw notServed(request, data);
      }
    } catch (Problem refused) {
      entry.refused(refused.type());
      problems.write(request, response, refused);
    }
  }

  private ExportData.Export exported(HttpServletRequest request, CallerIdentity caller) {
    return ToolCalls.recorded(
        request,
        () -> {
          try {
            return export.export(caller, request.getRemoteAddr());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemType.SERVICE_UNAVAILABLE, "The gateway is stopping", e);
          }
        });
  }

  private void erase(
      HttpServletRequest request, HttpServletResponse response, CallerIdentity caller, boolean data)
      throws IOException {
    if (!data) {
      throw notServed(request, false);
    }
    UUID id = ToolCalls.recorded(request, () -> erase.erase(caller, request.getRemoteAddr()));
    response.setHeader(HttpHeaders.LOCATION, ERASURES);
    write(response, 202, Map.of("id", id));
  }

  private static Problem notServed(HttpServletRequest request, boolean data) {
    return new Problem(ProblemType.METHOD_NOT_ALLOWED, request.getMethod() + " is not served here")
        .header(HttpHeaders.ALLOW, data ? "GET, DELETE" : "GET");
  }

  private static void write(HttpServletResponse response, int status, Object body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.getOutputStream().write(McpJson.MAPPER.writeValueAsBytes(body));
  }
}
