package io.aios.federation.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.federation.domain.InvalidServer;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A server that cannot be described so. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidServerAdvice {
  private final ProblemWriter writer;

  InvalidServerAdvice(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler
  void handle(InvalidServer invalid, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem =
        new Problem(ProblemType.MALFORMED_REQUEST, String.valueOf(invalid.getMessage()))
            .with("member", invalid.member());
    writer.write(request, response, problem);
  }
}
