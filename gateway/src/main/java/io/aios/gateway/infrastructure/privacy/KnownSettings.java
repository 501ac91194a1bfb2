package io.aios.gateway.infrastructure.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.PrivacySettings;
import io.aios.gateway.usecase.UserPrivacy;
import io.aios.platform.web.Problem;
import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Users' settings, read at most once a second for each. While they cannot be read those read last
 * go on to count; of a user who was not seen before nothing is shown.
 */
@Component
final class KnownSettings {
  private static final int REMEMBERED = 10_000;
  private static final Duration FRESH = Duration.ofMillis(900);
  private static final Duration KEPT = Duration.ofHours(1);

  private final PrivacySettings settings;
  private final Cache<String, UserPrivacy> fresh = remembering(FRESH);
  private final Cache<String, UserPrivacy> last = remembering(KEPT);

  KnownSettings(PrivacySettings settings) {
    this.settings = settings;
  }

  private static Cache<String, UserPrivacy> remembering(Duration life) {
    return Caffeine.newBuilder()
        .executor(Runnable::run)
        .maximumSize(REMEMBERED)
        .expireAfterWrite(life)
        .build();
  }

  /**
   * @throws Problem {@code SERVICE_UNAVAILABLE} when they are not known
   */
  UserPrivacy of(String subject) {
    UserPrivacy known = fresh.getIfPresent(subject);
    return known != null ? known : read(subject);
  }

  private UserPrivacy read(String subject) {
    UserPrivacy read;
    try {
      read = settings.find(subject);
      last.put(subject, read);
    } catch (DataAccessException | TransactionException away) {
      UserPrivacy before = last.getIfPresent(subject);
      if (before == null) {
        throw new Problem(
                ProblemType.SERVICE_UNAVAILABLE,
                "What answers may show to " + subject + " cannot be read",
                away)
            .header(HttpHeaders.RETRY_AFTER, "1");
      }
      read = before;
    }
    fresh.put(subject, read);
    return read;
  }

  void changed(String subject) {
    fresh.invalidate(subject);
  }
}
