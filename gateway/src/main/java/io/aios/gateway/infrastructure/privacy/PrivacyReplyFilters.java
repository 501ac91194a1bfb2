package io.aios.gateway.infrastructure.privacy;

import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ReplyFilters;
import io.aios.platform.secrets.Secrets;
import io.aios.privacy.Policy;
import io.aios.privacy.PrivacyKey;
import io.aios.privacy.Pseudonyms;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A filter per server, made when the first call needs it. */
@Component
final class PrivacyReplyFilters implements ReplyFilters {
  private final FilterProperties properties;
  private final MeterRegistry metrics;
  private final @Nullable Pseudonyms pseudonyms;
  private final ConcurrentMap<String, ReplyFilter> filters = new ConcurrentHashMap<>();

  PrivacyReplyFilters(
      FilterProperties properties,
      MeterRegistry metrics,
      Secrets secrets,
      @Value("${aios.data-dir:}") String data) {
    this.properties = properties;
    this.metrics = metrics;
    this.pseudonyms = needsKeys(properties) ? pseudonyms(data, secrets) : null;
  }

  private static boolean needsKeys(FilterProperties properties) {
    return properties.policy("").needsKeys()
        || properties.servers().keySet().stream()
            .anyMatch(server -> properties.policy(server).needsKeys());
  }

  private static Pseudonyms pseudonyms(String data, Secrets secrets) {
    if (data.isEmpty()) {
      throw new IllegalStateException(
          "aios.gateway.filter hashes or tokenises, which needs aios.data-dir for the key");
    }
    Path file = Path.of(data, "secrets", "privacy.key");
    return new Pseudonyms(PrivacyKey.of(secrets.file(file, PrivacyKey::random)));
  }

  @Override
  public ReplyFilter of(String server) {
    return filters.computeIfAbsent(server, this::create);
  }

  private ReplyFilter create(String server) {
    Policy policy = properties.policy(server);
    return new PrivacyReplyFilter(server, policy, pseudonyms, metrics);
  }
}
