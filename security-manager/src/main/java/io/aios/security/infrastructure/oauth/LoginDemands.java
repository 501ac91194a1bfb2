package io.aios.security.infrastructure.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * What an authorization request demands of the login (OpenID Connect Core section 3.1.2.1, RFC
 * 9470): {@code prompt=login}, {@code max_age}, {@code acr_values}.
 *
 * @param again whether to log in in any case
 * @param maxAge how long ago the login may be; null for any time
 * @param secondFactor whether one has to have been shown
 */
record LoginDemands(boolean again, @Nullable Duration maxAge, boolean secondFactor) {
  static final String PROMPT = "prompt";
  static final String MAX_AGE = "max_age";
  static final String ACR_VALUES = "acr_values";

  static LoginDemands of(Map<String, ?> parameters) {
    List<String> prompt = words(parameters.get(PROMPT));
    Duration maxAge = maxAge(parameters.get(MAX_AGE));
    List<String> classes = words(parameters.get(ACR_VALUES));
    return new LoginDemands(
        prompt.contains("login") || (maxAge != null && maxAge.isZero()),
        maxAge == null || maxAge.isZero() ? null : maxAge,
        classes.contains(Logins.TWO_FACTORS) && !classes.contains(Logins.ONE_FACTOR));
  }

  private static List<String> words(@Nullable Object parameter) {
    return parameter instanceof String text ? List.of(text.strip().split(" +")) : List.of();
  }

  private static @Nullable Duration maxAge(@Nullable Object parameter) {
    return parameter instanceof String text && text.matches("[0-9]{1,9}")
        ? Duration.ofSeconds(Long.parseLong(text))
        : null;
  }

  /** Whether the login is as demanded, but for {@link #again}, which only a new one can be. */
  boolean areMetBy(Authentication login, Instant now) {
    Instant at = Logins.at(login).orElse(Instant.EPOCH);
    return (maxAge == null || !at.plus(maxAge).isBefore(now))
        && (!secondFactor || Logins.hasTwoFactors(login));
  }
}
