package io.aios.orchestrator.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.usecase.OrchestratorProperties;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Turns bodies away that are too long, or do not say how long they are. */
@Component
final class BodyLimitFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final long limit;
  private final transient ProblemWriter problems;

  BodyLimitFilter(OrchestratorProperties properties, ProblemWriter problems) {
    this.limit = properties.maxBody().toBytes();
    this.problems = problems;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long length = request.getContentLengthLong();
    if (length > limit) {
      String detail = "The body has " + length + " bytes; the limit is " + limit;
      problems.write(
          request, response, new Problem(ProblemType.BODY_TOO_LARGE, detail).with("limit", limit));
    } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      String detail = "A body has to say its length in Content-Length";
      problems.write(request, response, new Problem(ProblemType.MALFORMED_REQUEST, detail));
    } else {
      chain.doFilter(request, response);
    }
  }
}
