package io.aios.sandbox;

/** Nothing can be run safely on this machine: the message names the cause and the fix. */
public final class SandboxUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SandboxUnavailable(String cause, String fix) {
    super(cause + "; " + fix);
  }
}
