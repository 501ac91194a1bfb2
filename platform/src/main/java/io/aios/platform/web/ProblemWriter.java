package io.aios.platform.web;

import io.aios.platform.telemetry.LogKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a {@link Problem} as {@code application/problem+json}, for filters and controllers alike.
 */
public final class ProblemWriter {
  private final JsonMapper json;

  public ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Does nothing when the response has begun already: there is no status left to set. */
  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.type().status());
    problem.headers().forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    byte[] body = json.writeValueAsBytes(document(problem, request.getRequestURI()));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The members of the problem document, standard ones first. */
  public static Map<String, Object> document(Problem problem, String instance) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", problem.type().uri().toString());
    document.put("title", problem.type().title());
    document.put("status", problem.type().status());
    document.put("detail", problem.detail());
    document.put("instance", instance);
    String traceId = MDC.get(LogKeys.TRACE_ID);
    if (traceId != null) {
      document.put("traceId", traceId);
    }
    document.putAll(problem.members());
    return document;
  }
}
