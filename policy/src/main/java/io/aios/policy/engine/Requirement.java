package io.aios.policy.engine;

import java.util.Locale;

/** What a caller must do before a policy lets the request pass: {@code @require("approval")}. */
public enum Requirement {
  APPROVAL,
  FRESH_LOGIN,
  SECOND_FACTOR;

  /** {@code fresh-login} for {@link #FRESH_LOGIN}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
