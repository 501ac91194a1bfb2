package io.aios.orchestrator.usecase;

/** A call was interrupted before it left: it had no effect. */
public final class NotSent extends InterruptedException {
  private static final long serialVersionUID = 1L;

  NotSent(String reason) {
    super(reason);
  }
}
