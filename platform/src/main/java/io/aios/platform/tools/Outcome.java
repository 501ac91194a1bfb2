package io.aios.platform.tools;

import java.util.Locale;

/** How a call ended, as metrics tell it. */
enum Outcome {
  OK,
  /** The tool said no: wrong arguments, or an expected failure. */
  FAILED,
  TIMED_OUT,
  CANCELLED,
  /** The tool broke. */
  ERROR;

  String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
