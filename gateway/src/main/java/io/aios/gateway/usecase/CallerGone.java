package io.aios.gateway.usecase;

/** The caller has hung up: there is nobody to answer. */
public final class CallerGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CallerGone() {
    super("The caller has hung up", null, false, false);
  }
}
