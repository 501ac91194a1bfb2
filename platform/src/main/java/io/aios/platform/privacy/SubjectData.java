package io.aios.platform.privacy;

import java.util.Map;

/**
 * What a service stores of a user. One that stores something has one bean of this; the platform
 * answers the gateway's question for it, and hears of erasures.
 */
public interface SubjectData {
  /** Everything by what it is, as JSON can show it; without secrets. */
  Map<String, Object> export(String subject);

  /**
   * Erases what need not stay, in the caller's transaction; once more does no harm.
   *
   * @return how many of what was erased, and under names that end in {@code Kept} what was not
   */
  Map<String, Long> erase(String subject);
}
