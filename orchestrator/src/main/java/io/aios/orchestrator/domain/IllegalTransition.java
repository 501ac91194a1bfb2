package io.aios.orchestrator.domain;

/** A broken invariant: something was asked of a command that its state rules out. */
public final class IllegalTransition extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  IllegalTransition(String message) {
    super(message);
  }
}
