package io.aios.platform.web;

import io.aios.contracts.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Turns whatever a controller throws into a problem document; only the unexpected is logged. */
@RestControllerAdvice
@Order(0)
final class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  private final ProblemWriter writer;

  ProblemAdvice(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler
  void handle(Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    switch (failure) {
      case AccessDeniedException denied -> throw denied;
      case AuthenticationException unauthenticated -> throw unauthenticated;
      case AsyncRequestNotUsableException gone ->
          log.debug("The caller went away: {}", gone.getMessage());
      default -> writer.write(request, response, problemOf(failure, request));
    }
  }

  private static Problem problemOf(Exception failure, HttpServletRequest request)
      throws IOException {
    return switch (failure) {
      case Problem problem -> problem;
      case HttpMessageNotReadableException unreadable ->
          new Problem(ProblemType.MALFORMED_REQUEST, "The body is not valid JSON for this address");
      case ConstraintViolationException violation ->
          new Problem(ProblemType.MALFORMED_REQUEST, String.valueOf(violation.getMessage()));
      case ErrorResponse error ->
          StatusProblems.of(error.getStatusCode().value(), error.getBody().getDetail());
      default -> {
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        yield new Problem(
            ProblemType.INTERNAL_ERROR,
            "The service met an unexpected error; its log has the cause");
      }
    };
  }
}
