package io.aios.privacy;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How texts are treated.
 *
 * @param modes of the categories; one that is missing is off
 * @param region ISO 3166 code of the country whose phone numbers are recognised without their
 *     country code; null for none
 * @param maxText longest text that is let through whole, in characters
 * @param source what marks name as the origin of the text
 */
public record Policy(
    Map<Category, Mode> modes, @Nullable String region, int maxText, String source) {
  public static final int DEFAULT_MAX_TEXT = 1 << 20;

  public Policy {
    modes = modes.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(modes));
    if (maxText < 1) {
      throw new IllegalArgumentException("maxText must be at least 1, not " + maxText);
    }
  }

  /** Secrets and invisible characters go, instructions are marked, personal data stays. */
  public static Policy standard() {
    return new Policy(
        Map.of(
            Category.SECRETS,
            Mode.REDACT,
            Category.INVISIBLE,
            Mode.REDACT,
            Category.INJECTION,
            Mode.MARK),
        null,
        DEFAULT_MAX_TEXT,
        "tool");
  }

  public Mode mode(Category category) {
    return modes.getOrDefault(category, Mode.OFF);
  }

  public boolean seeks(Category category) {
    return mode(category) != Mode.OFF;
  }

  public Policy with(Category category, Mode mode) {
    Map<Category, Mode> changed = new EnumMap<>(Category.class);
    changed.putAll(modes);
    changed.put(category, mode);
    return new Policy(changed, region, maxText, source);
  }

  public Policy from(String newSource) {
    return new Policy(modes, region, maxText, newSource);
  }

  boolean seeksPersonalData() {
    return seeks(Category.CONTACT)
        || seeks(Category.FINANCIAL)
        || seeks(Category.IDENTITY)
        || seeks(Category.NETWORK)
        || seeks(Category.NAMES);
  }

  /** The same with one mode instead of another. */
  public Policy replacing(Mode mode, Mode other) {
    Map<Category, Mode> changed = new EnumMap<>(Category.class);
    modes.forEach((category, its) -> changed.put(category, its == mode ? other : its));
    return new Policy(changed, region, maxText, source);
  }

  /** Whether something is treated so. */
  public boolean uses(Mode mode) {
    return modes.containsValue(mode);
  }
}
