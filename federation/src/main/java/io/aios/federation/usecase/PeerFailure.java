package io.aios.federation.usecase;

import org.jspecify.annotations.Nullable;

/** An external server gave no usable answer. The message names it and never a credential. */
public final class PeerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, as callers are told. */
  public enum Code {
    /** Nothing answers there, or it may not be connected to. */
    SERVER_UNREACHABLE,
    /** It refused the credential. */
    CREDENTIAL_REFUSED,
    /** It refused the call. */
    SERVER_REFUSED,
    TIMED_OUT,
    CANCELLED,
    /** Its answer is too long. */
    ANSWER_TOO_LONG,
    /** Its answer is not the protocol's. */
    ANSWER_UNUSABLE,
    /** It failed too often lately and is left alone for a while. */
    SERVER_FAILING;

    /** {@code timed-out} for {@link #TIMED_OUT}. */
    public String slug() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private final Code code;

  public PeerFailure(Code code, String message) {
    this(code, message, null);
  }

  public PeerFailure(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
