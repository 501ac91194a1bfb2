package io.aios.gateway.infrastructure.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aios.gateway.infrastructure.privacy.PrivacyReplyFilter.Compiled;
import io.aios.gateway.infrastructure.privacy.PrivacyReplyFilter.Place;
import io.aios.gateway.usecase.PrivacyRules;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ReplyFilters;
import io.aios.gateway.usecase.UserPrivacy;
import io.aios.privacy.Category;
import io.aios.privacy.Mode;
import io.aios.privacy.Policy;
import org.springframework.stereotype.Component;

/** The operator's policy with a user's settings, compiled when the first call needs it. */
@Component
final class PrivacyReplyFilters implements ReplyFilters, PrivacyRules {
  private static final int COMPILED = 1_000;
  private static final String ANY_SERVER = "";

  private final FilterProperties properties;
  private final Treatments treatments;
  private final KnownSettings settings;
  private final PrivacyKeys keys;
  private final Cache<Wanted, Compiled> compiled =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(COMPILED).build();

  private record Wanted(String server, UserPrivacy user) {}

  PrivacyReplyFilters(
      FilterProperties properties,
      Treatments treatments,
      KnownSettings settings,
      PrivacyKeys keys) {
    this.properties = properties;
    this.treatments = treatments;
    this.settings = settings;
    this.keys = keys;
    if (needsKeys(properties)) {
      // Rather now than at the first answer.
      keys.names();
    }
  }

  private static boolean needsKeys(FilterProperties properties) {
    return needsKeys(properties.policy(ANY_SERVER, UserPrivacy.NONE))
        || properties.servers().keySet().stream()
            .anyMatch(server -> needsKeys(properties.policy(server, UserPrivacy.NONE)));
  }

  private static boolean needsKeys(Policy policy) {
    return policy.uses(Mode.HASH) || policy.uses(Mode.TOKENISE);
  }

  @Override
  public ReplyFilter of(String server, String owner) {
    Wanted wanted = new Wanted(server, settings.of(owner));
    return new PrivacyReplyFilter(
        new Place(server, owner), compiled.get(wanted, this::compile), treatments);
  }

  private Compiled compile(Wanted wanted) {
    return Compiled.of(properties.policy(wanted.server(), wanted.user()));
  }

  @Override
  public Mode floor(Category category) {
    return properties.floor(ANY_SERVER, category);
  }

  @Override
  public Mode mode(Category category, UserPrivacy user) {
    return properties.policy(ANY_SERVER, user).mode(category);
  }

  @Override
  public boolean hasKeys() {
    return keys.exist();
  }

  @Override
  public void changed(String subject) {
    settings.changed(subject);
  }
}
