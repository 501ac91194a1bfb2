package io.aios.gateway.infrastructure.privacy;

import io.aios.gateway.usecase.Erasures;
import io.aios.gateway.usecase.PrivacySettings;
import io.aios.gateway.usecase.TokenisedValues;
import io.aios.platform.privacy.SubjectData;
import io.aios.privacy.Category;
import io.aios.privacy.Mode;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** A user's settings, the number of tokens, and what the user wanted erased. */
@Component
final class GatewaysData implements SubjectData {
  private final PrivacySettings settings;
  private final TokenisedValues values;
  private final Erasures erasures;

  GatewaysData(PrivacySettings settings, TokenisedValues values, Erasures erasures) {
    this.settings = settings;
    this.values = values;
    this.erasures = erasures;
  }

  @Override
  public Map<String, Object> export(String subject) {
    Map<String, String> modes = new TreeMap<>();
    for (Map.Entry<Category, Mode> entry : settings.find(subject).modes().entrySet()) {
      modes.put(entry.getKey().label(), entry.getValue().label());
    }
    return Map.of(
        "privacySettings",
        modes,
        "tokenCount",
        values.count(subject),
        "erasures",
        erasures.of(subject));
  }

  @Override
  public Map<String, Long> erase(String subject) {
    long tokens = values.count(subject);
    values.forget(subject);
    return Map.of("tokens", tokens, "privacySettings", settings.remove(subject) ? 1L : 0L);
  }
}
