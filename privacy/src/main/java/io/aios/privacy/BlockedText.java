package io.aios.privacy;

/** A policy refuses a text for what is in it. */
public final class BlockedText extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  public BlockedText(Kind kind) {
    super("The text holds what the policy blocks: " + kind.label(), null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
