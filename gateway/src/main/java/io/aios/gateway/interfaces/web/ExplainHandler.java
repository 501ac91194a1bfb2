package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.domain.Explanation;
import io.aios.gateway.usecase.AdmitCall;
import io.aios.gateway.usecase.ExplainCall;
import io.aios.mcp.McpJson;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /api/v1/tools/{name}/explain}: what would decide about this call. It counts as a
 * request, not as a call.
 */
@Component
final class ExplainHandler implements HttpRequestHandler {
  private static final String SUFFIX = "/explain";

  private final ExplainCall explain;
  private final RequestBodies bodies;
  private final ToolViews views;
  private final AdmitCall admission;
  private final ProblemWriter problems;

  ExplainHandler(
      ExplainCall explain,
      RequestBodies bodies,
      ToolViews views,
      AdmitCall admission,
      ProblemWriter problems) {
    this.explain = explain;
    this.bodies = bodies;
    this.views = views;
    this.admission = admission;
    this.problems = problems;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI();
    String tool =
        path.substring(RestToolsHandler.PATH.length() + 1, path.length() - SUFFIX.length());
    RequestRecord entry = RequestRecord.of(request);
    entry.asks("tool.explain", tool);
    try {
      CallerIdentity caller = Callers.of(request);
      entry.caller(caller, request);
      QuotaHeaders.write(response, admission.admitRequest(caller));
      write(
          response,
          explain.explain(
              caller, request.getRemoteAddr(), views.of(request), tool, arguments(request)));
    } catch (Problem refused) {
      entry.refused(refused.type());
      problems.write(request, response, refused);
    }
  }

  private JsonNode arguments(HttpServletRequest request) throws IOException {
    if (!request.getMethod().equals("POST")) {
      throw new Problem(ProblemType.METHOD_NOT_ALLOWED, request.getMethod() + " is not served here")
          .header(HttpHeaders.ALLOW, "POST");
    }
    byte[] body = bodies.read(request);
    try {
      return body.length == 0 ? McpJson.object() : McpJson.MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw RequestBodies.notJson(e);
    }
  }

  private static void write(HttpServletResponse response, Explanation explanation)
      throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.getOutputStream().write(McpJson.MAPPER.writeValueAsBytes(explanation));
  }
}
