package io.aios.platform.web;

import io.aios.contracts.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
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

  /** Characters of a value in an error. */
  private static final int LONGEST_SHOWN = 100;

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

  /** Names the parameter, what it is, and what it has to be. */
  private static String mismatched(TypeMismatchException mismatch) {
    String name = Objects.requireNonNullElse(mismatch.getPropertyName(), "A parameter");
    String value = String.valueOf(mismatch.getValue());
    String shown = value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) + "…" : value;
    Class<?> type = mismatch.getRequiredType();
    return "'%s' is '%s'; it has to be of the type %s"
        .formatted(name, shown, type == null ? "that the API describes" : type.getSimpleName());
  }

  private static Problem problemOf(Exception failure, HttpServletRequest request)
      throws IOException {
    return switch (failure) {
      case Problem problem -> problem;
      case HttpMessageNotReadableException unreadable ->
          new Problem(ProblemType.MALFORMED_REQUEST, "The body is not valid JSON for this address");
      case ConstraintViolationException violation ->
          new Problem(ProblemType.MALFORMED_REQUEST, String.valueOf(violation.getMessage()));
      case TypeMismatchException mismatch ->
          new Problem(ProblemType.MALFORMED_REQUEST, mismatched(mismatch));
      case InvalidParameterException undecodable ->
          new Problem(ProblemType.MALFORMED_REQUEST, "The query is not UTF-8 in percent-encoding");
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
