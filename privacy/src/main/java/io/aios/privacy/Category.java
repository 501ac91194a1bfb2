package io.aios.privacy;

import java.util.Locale;

/** What a policy gives a mode to. */
public enum Category {
  SECRETS,
  CONTACT,
  FINANCIAL,
  IDENTITY,
  NETWORK,
  NAMES,
  INVISIBLE,
  INJECTION;

  /** {@code secrets} for {@link #SECRETS}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
