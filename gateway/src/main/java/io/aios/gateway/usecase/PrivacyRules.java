package io.aios.gateway.usecase;

import io.aios.privacy.Category;
import io.aios.privacy.Mode;

/** What the operator wants of the filter. */
public interface PrivacyRules {
  /** The least that is done to a category, whatever a user wants. */
  Mode floor(Category category);

  /** What is done to a category where no server has a rule of its own. */
  Mode mode(Category category, UserPrivacy user);

  /** Whether there are keys to hash and to tokenise with. */
  boolean hasKeys();

  /** This gateway knows of the change at once; others do within a second. */
  void changed(String subject);
}
