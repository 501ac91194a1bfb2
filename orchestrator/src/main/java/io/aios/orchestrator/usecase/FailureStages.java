package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Failure;

/** Which of the checks on the way of a call a failure comes from. */
final class FailureStages {
  private FailureStages() {}

  static String of(Failure failure) {
    return switch (failure.code()) {
      case "permission-denied", "unauthenticated", "outside-profile" -> "permission";
      case "step-up-required", Failure.APPROVAL_REQUIRED, "insufficient-user-authentication" ->
          "policy";
      case "reply-withheld" -> "filter";
      case "rate-limited", "call-loop" -> "quota";
      case "service-unavailable" -> "guard";
      case "schema-violation" -> "schema";
      case "expression-error" -> "expression";
      case Failure.TIMED_OUT, Failure.TOO_MANY_ITEMS -> "limit";
      case Failure.CANCELLED -> "cancel";
      case Failure.APPROVAL_REJECTED, Failure.APPROVAL_EXPIRED -> "approval";
      default -> "tool";
    };
  }
}
