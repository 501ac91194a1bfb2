package io.aios.privacy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happens to a finding, the laxest first. */
public enum Mode {
  /** It is not looked for. */
  OFF,
  /** It stays, between signs that say what it is. */
  MARK,
  /** A token takes its place that its owner can have turned back. */
  TOKENISE,
  /** A keyed hash takes its place: equal values stay recognisable as equal. */
  HASH,
  /** Its kind takes its place; invisible characters just go. */
  REDACT,
  /** The whole text is refused. */
  BLOCK;

  /** {@code tokenise} for {@link #TOKENISE}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of that label. */
  public static Optional<Mode> of(String label) {
    return Arrays.stream(values()).filter(mode -> mode.label().equals(label)).findFirst();
  }

  public boolean isLaxerThan(Mode other) {
    return compareTo(other) < 0;
  }
}
