package io.aios.gateway.infrastructure.privacy;

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
 * @param region ISO 3166 code of the country whose phone numbers go without a country code
 * @param maxText longest text of an answer, in characters; longer ones are cut
 */
@Validated
@ConfigurationProperties("aios.gateway.filter")
record FilterProperties(
    @DefaultValue("false") boolean personalData,
    @DefaultValue Map<Category, Mode> modes,
    @DefaultValue Map<String, Map<Category, Mode>> servers,
    @Nullable String region,
    @DefaultValue("1048576") @Min(1024) int maxText) {

  Policy policy(String server) {
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
