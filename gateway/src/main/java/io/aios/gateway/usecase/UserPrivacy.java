package io.aios.gateway.usecase;

import io.aios.privacy.Category;
import io.aios.privacy.Mode;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a user wants done to what is found in answers.
 *
 * @param modes of categories; of one that is missing, the operator's counts
 */
public record UserPrivacy(Map<Category, Mode> modes) {
  public static final UserPrivacy NONE = new UserPrivacy(Map.of());

  public UserPrivacy {
    modes = modes.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(modes));
  }
}
