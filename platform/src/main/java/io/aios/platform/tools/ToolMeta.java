package io.aios.platform.tools;

/** Members of a listed tool's and of an answer's {@code _meta} that are ours. */
public final class ToolMeta {
  /** Of a tool: {@code read}, {@code write}, {@code destructive} or {@code external}. */
  public static final String RISK = "io.aios/risk";

  /** Of a tool: the permission it asks of its caller, such as {@code sysops:read}. */
  public static final String PERMISSION = "io.aios/permission";

  /** Of a tool: whether a second identical call changes nothing more. */
  public static final String IDEMPOTENT = "io.aios/idempotent";

  /** Of a tool: its hard time limit. */
  public static final String TIMEOUT_SECONDS = "io.aios/timeoutSeconds";

  /** Of a tool: the opt-in group it is listed in. */
  public static final String PROFILE = "io.aios/profile";

  /** Of a tool: the units that a call takes out of its caller's quotas; 1 where it is absent. */
  public static final String COST = "io.aios/cost";

  /** Of a failed answer: an object of {@code code}, {@code message} and {@code nextStep}. */
  public static final String ERROR = "io.aios/error";

  /** Of an answer that was cut: the cursor of the rest. */
  public static final String CURSOR = "io.aios/cursor";

  /**
   * Of a tool: what undoing a call could do, in words. Of an answer: {@code tool}, {@code
   * arguments} and perhaps {@code expires} of the call that undoes it, or why that is {@code
   * impossible}.
   */
  public static final String UNDO = "io.aios/undo";

  /**
   * Of a tool: whether it has a preview. Of a request: true to be told what the call would do,
   * without effect; that needs the permission to read only.
   */
  public static final String PREVIEW = "io.aios/preview";

  private ToolMeta() {}
}
