package io.aios.gateway.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Has every service erase what it stores of a user, who has just logged in. */
@Component
public final class EraseData {
  /** What policies call it. */
  public static final String NAME = "privacy_erase_data";

  private final PrivacyAccess access;
  private final Erasures erasures;
  private final PrivacyProperties properties;
  private final Clock clock;

  EraseData(PrivacyAccess access, Erasures erasures, PrivacyProperties properties, Clock clock) {
    this.access = access;
    this.erasures = erasures;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @param source the caller's address
   * @return the id of the erasure
   * @throws Problem {@code INSUFFICIENT_USER_AUTHENTICATION} (RFC 9470) when the login is too old,
   *     and as {@link PrivacyAccess#require}
   */
  public UUID erase(CallerIdentity caller, @Nullable String source) {
    access.require(caller, NAME, source);
    Instant login = caller.user().loginAt();
    if (login == null || login.plus(properties.freshLogin()).isBefore(clock.instant())) {
      long seconds = properties.freshLogin().toSeconds();
      throw new Problem(
              ProblemType.INSUFFICIENT_USER_AUTHENTICATION,
              "Erasing needs a login that is at most %d s old".formatted(seconds))
          .header(
              HttpHeaders.WWW_AUTHENTICATE,
              "Bearer error=\"insufficient_user_authentication\","
                  + " error_description=\"Erasing needs a fresh login\", max_age=\""
                  + seconds
                  + "\"");
    }
    Set<String> services = new TreeSet<>(properties.services());
    services.add("gateway");
    UUID id = UUID.randomUUID();
    erasures.request(id, caller.subject(), services);
    return id;
  }
}
