package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.RevealTokens;
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

/** {@code POST /api/v1/privacy/reveal}: a text with the values of its owner's tokens. */
@Component
final class RevealHandler implements HttpRequestHandler {
  static final String PATH = "/api/v1/privacy/reveal";
  private static final String TEXT = "text";

  private final RevealTokens reveal;
  private final RequestBodies bodies;
  private final ProblemWriter problems;

  RevealHandler(RevealTokens reveal, RequestBodies bodies, ProblemWriter problems) {
    this.reveal = reveal;
    this.bodies = bodies;
    this.problems = problems;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestRecord entry = RequestRecord.of(request);
    entry.asks("privacy.reveal", RevealTokens.NAME);
    try {
      CallerIdentity caller = Callers.of(request);
      entry.caller(caller, request);
      String text = text(request);
      write(
          response,
          ToolCalls.recorded(request, () -> reveal.reveal(caller, text, request.getRemoteAddr())));
    } catch (Problem refused) {
      entry.refused(refused.type());
      problems.write(request, response, refused);
    }
  }

  private String text(HttpServletRequest request) {
    if (!request.getMethod().equals("POST")) {
      throw new Problem(ProblemType.METHOD_NOT_ALLOWED, request.getMethod() + " is not served here")
          .header(HttpHeaders.ALLOW, "POST");
    }
    byte[] body = bodies.read(request);
    RequestRecord.of(request).body(body);
    try {
      JsonNode text = McpJson.MAPPER.readTree(body).path(TEXT);
      if (text.isString()) {
        return text.asString();
      }
    } catch (JacksonException e) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "The body is not JSON: " + e.getOriginalMessage(), e);
    }
    throw new Problem(ProblemType.MALFORMED_REQUEST, "'text' must be a string");
  }

  private static void write(HttpServletResponse response, String text) throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response
        .getOutputStream()
        .write(McpJson.MAPPER.writeValueAsBytes(McpJson.object().put(TEXT, text)));
  }
}
