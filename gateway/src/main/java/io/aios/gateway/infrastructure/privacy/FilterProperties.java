package io.aios.gateway.infrastructure.privacy;

import io.aios.gateway.usecase.UserPrivacy;
import io.aios.privacy.Category;
import io.aios.privacy.Mode;
import io.aios.privacy.Policy;
import jakarta.validation.constraints.Min;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What tools' answers are searched for.
 *
 * @param personalData redacts addresses, phone numbers, accounts, cards and national numbers too
 * @param modes of categories, instead of the standard ones
 * @param servers modes of categories for one server, by its alias
 * @param floors the least that is done to a category, whatever a user wants; what the operator's
 *     mode does when not given
 * @param region ISO 3166 code of the country whose phone numbers go without a country code
 * @param maxText longest text of an answer, in characters; longer ones are cut
 */
@Validated
@ConfigurationProperties("aios.gateway.filter")
record FilterProperties(
    @DefaultValue("false") boolean personalData,
    @DefaultValue Map<Category, Mode> modes,
    @DefaultValue Map<String, Map<Category, Mode>> servers,
    @DefaultValue Map<Category, Mode> floors,
    @Nullable String region,
    @DefaultValue("1048576") @Min(1024) int maxText) {

  /** Of a server's answers to a user: what the user wants, within what the operator allows. */
  Policy policy(String server, UserPrivacy user) {
    Policy policy = overlaid(policy(server), user.modes());
    for (Category category : Category.values()) {
      Mode floor = floor(server, category);
      if (policy.mode(category).isLaxerThan(floor)) {
        policy = policy.with(category, floor);
      }
    }
    return policy;
  }

  /** What one server's rule says, then the floor, then the operator's mode. */
  Mode floor(String server, Category category) {
    Mode ruled = servers.getOrDefault(server, Map.of()).get(category);
    if (ruled != null) {
      return ruled;
    }
    Mode floor = floors.get(category);
    return floor != null ? floor : policy(server).mode(category);
  }

  private Policy policy(String server) {
    Policy policy =
        new Policy(Policy.standard().modes(), region, maxText, "the tool server " + server);
    if (personalData) {
      policy =
          policy
              .with(Category.CONTACT, Mode.REDACT)
              .with(Category.FINANCIAL, Mode.REDACT)
              .with(Category.IDENTITY, Mode.REDACT);
    }
    policy = overlaid(policy, modes);
    return overlaid(policy, servers.getOrDefault(server, Map.of()));
  }

  private static Policy overlaid(Policy policy, Map<Category, Mode> modes) {
    Policy result = policy;
    for (Map.Entry<Category, Mode> entry : modes.entrySet()) {
      result = result.with(entry.getKey(), entry.getValue());
    }
    return result;
  }
}
