package io.aios.orchestrator.domain;

/**
 * Why a step or command failed.
 *
 * @param code stable, kebab-case, such as {@code tool-error}
 */
public record Failure(String code, String detail) {
  public static final String TOOL_ERROR = "tool-error";
  public static final String CANCELLED = "cancelled";
  public static final String TIMED_OUT = "timed-out";
  public static final String APPROVAL_REJECTED = "approval-rejected";
  public static final String APPROVAL_EXPIRED = "approval-expired";

  /** The gateway's policies let the call pass once somebody has approved it. */
  public static final String APPROVAL_REQUIRED = "approval-required";

  public static final String TOO_MANY_ITEMS = "too-many-items";

  /** What was done cannot be undone. */
  public static final String NOT_UNDOABLE = "not-undoable";
}
