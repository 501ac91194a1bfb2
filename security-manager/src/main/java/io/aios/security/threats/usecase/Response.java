package io.aios.security.threats.usecase;

import java.util.Locale;

/** What is done about an alert, beside raising it. */
public enum Response {
  /** Nothing: somebody looks at it. */
  ALERT,
  /** The principal's calls are held to the gateway's throttled quota for a while. */
  THROTTLE,
  /** The principal's sessions end: who goes on has to log in anew. */
  STEP_UP,
  /** Sessions and keys end, and there are no tokens until an administrator releases it. */
  QUARANTINE;

  /** {@code step-up} for {@link #STEP_UP}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
