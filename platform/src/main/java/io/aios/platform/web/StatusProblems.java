package io.aios.platform.web;

import io.aios.contracts.problems.ProblemType;
import org.jspecify.annotations.Nullable;

/** The problem that stands for a bare HTTP status set by the framework or the container. */
public final class StatusProblems {
  private StatusProblems() {}

  /**
   * @param detail the problem's title where there is none
   */
  public static Problem of(int status, @Nullable String detail) {
    ProblemType type = typeOf(status);
    return new Problem(type, detail == null || detail.isBlank() ? type.title() : detail);
  }

  private static ProblemType typeOf(int status) {
    return switch (status) {
      case 401 -> ProblemType.UNAUTHENTICATED;
      case 403 -> ProblemType.PERMISSION_DENIED;
      case 404 -> ProblemType.NOT_FOUND;
      case 405 -> ProblemType.METHOD_NOT_ALLOWED;
      case 406 -> ProblemType.NOT_ACCEPTABLE;
      case 409 -> ProblemType.CONFLICT;
      case 413 -> ProblemType.BODY_TOO_LARGE;
      case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
      case 422 -> ProblemType.SCHEMA_VIOLATION;
      case 429 -> ProblemType.RATE_LIMITED;
      case 502 -> ProblemType.TOOL_FAILED;
      case 503 -> ProblemType.SERVICE_UNAVAILABLE;
      case 504 -> ProblemType.TIMED_OUT;
      default -> status < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL_ERROR;
    };
  }
}
