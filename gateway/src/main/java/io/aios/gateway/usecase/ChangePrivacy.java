package io.aios.gateway.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.privacy.Category;
import io.aios.privacy.Mode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A user's own settings: stricter than the operator's as they like, never laxer than its floor. */
@Component
public final class ChangePrivacy {
  /** What policies call it. */
  public static final String NAME = "privacy_change_settings";

  private final PrivacyAccess access;
  private final PrivacySettings settings;
  private final PrivacyRules rules;

  ChangePrivacy(PrivacyAccess access, PrivacySettings settings, PrivacyRules rules) {
    this.access = access;
    this.settings = settings;
    this.rules = rules;
  }

  /**
   * @param source the caller's address
   * @throws Problem {@code PERMISSION_DENIED} naming the category and its floor, or as {@link
   *     PrivacyAccess#require}; {@code CONFLICT} when there are no keys for the mode
   */
  public void change(CallerIdentity caller, UserPrivacy wanted, @Nullable String source) {
    access.require(caller, NAME, source);
    wanted.modes().forEach(this::check);
    settings.put(caller.subject(), wanted);
    rules.changed(caller.subject());
  }

  private void check(Category category, Mode mode) {
    Mode floor = rules.floor(category);
    if (mode.isLaxerThan(floor)) {
      throw new Problem(
              ProblemType.PERMISSION_DENIED,
              "'%s' is to be '%s' at least, not '%s'"
                  .formatted(category.label(), floor.label(), mode.label()))
          .with("category", category.label())
          .with("floor", floor.label());
    }
    if ((mode == Mode.HASH || mode == Mode.TOKENISE) && !rules.hasKeys()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "'%s' needs a key, and this gateway has no aios.data-dir for it".formatted(mode.label()));
    }
  }
}
