package io.aios.privacy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

  /** The category of that label. */
  public static Optional<Category> of(String label) {
    return Arrays.stream(values()).filter(category -> category.label().equals(label)).findFirst();
  }
}
