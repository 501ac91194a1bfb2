package io.aios.platform.tools;

import org.jspecify.annotations.Nullable;

/**
 * An expected failure of a tool, told to the caller as it stands: what was attempted, the state
 * seen, and what to do next. Never put secrets or foreign stack traces in it.
 */
public final class ToolFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable String nextStep;

  /**
   * @param code stable, kebab-case, such as {@code path-outside-roots}
   * @param message what was attempted and the state seen, naming values and limits
   * @param nextStep what the caller can do about it
   */
  public ToolFailure(String code, String message, @Nullable String nextStep) {
    super(message, null, false, false);
    this.code = code;
    this.nextStep = nextStep;
  }

  public ToolFailure(String code, String message) {
    this(code, message, null);
  }

  public String code() {
    return code;
  }

  public @Nullable String nextStep() {
    return nextStep;
  }
}
