package io.aios.orchestrator.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import io.aios.platform.web.Problem;
import io.aios.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** With the database away no command is accepted and none is shown; those that run go on. */
@RestControllerAdvice
@Order(-1)
final class StoreAwayAdvice {
  private final ProblemWriter problems;

  StoreAwayAdvice(ProblemWriter problems) {
    this.problems = problems;
  }

  @ExceptionHandler({StoreUnavailable.class, DataAccessResourceFailureException.class})
  void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    problems.write(
        request,
        response,
        new Problem(ProblemType.SERVICE_UNAVAILABLE, "The command store cannot be reached")
            .header("Retry-After", "2"));
  }
}
