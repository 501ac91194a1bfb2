package io.aios.gateway.infrastructure.standing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tokens.UserStanding;
import io.aios.gateway.infrastructure.authority.AuthorityRequests;
import io.aios.gateway.usecase.Standings;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.SecurityProperties;
import io.aios.platform.web.Problem;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Asks about the user of a command's step, at most once a second for each. The step's token holds
 * the grants of when the command was accepted; since then the user may have been disabled, or have
 * lost a role. While security-manager cannot be asked, its last answer goes on to be used.
 */
@Component
final class FetchedStandings implements Standings {
  private static final int REMEMBERED = 10_000;

  private final AuthorityRequests authority;
  private final StandingProperties properties;
  private final Cache<String, Optional<UserStanding>> fresh;
  private final Cache<String, Optional<UserStanding>> last;

  FetchedStandings(AuthorityRequests authority, StandingProperties properties) {
    this.authority = authority;
    this.properties = properties;
    this.fresh =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(REMEMBERED)
            .expireAfterWrite(properties.age())
            .build();
    this.last =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(REMEMBERED)
            .expireAfterWrite(properties.maxAge())
            .build();
  }

  @Override
  public Optional<UserStanding> of(CallerIdentity caller) {
    return caller.issuer().equals(SecurityProperties.ORCHESTRATOR_ISSUER)
        ? of(caller.subject())
        : Optional.empty();
  }

  @Override
  public Optional<UserStanding> of(String subject) {
    if (!properties.enabled()) {
      return Optional.empty();
    }
    Optional<UserStanding> known = fresh.getIfPresent(subject);
    return known != null ? known : ask(subject);
  }

  private Optional<UserStanding> ask(String subject) {
    try {
      Optional<UserStanding> answer =
          authority.get(
              new AuthorityRequests.Address(
                  "/internal/accounts/" + URLEncoder.encode(subject, StandardCharsets.UTF_8),
                  "accounts:fetch",
                  properties.timeout()),
              UserStanding.class);
      fresh.put(subject, answer);
      last.put(subject, answer);
      return answer;
    } catch (IOException | RuntimeException e) {
      return lastOf(subject, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lastOf(subject, e);
    }
  }

  private Optional<UserStanding> lastOf(String subject, Exception cause) {
    Optional<UserStanding> known = last.getIfPresent(subject);
    if (known == null) {
      throw new Problem(
              ProblemType.SERVICE_UNAVAILABLE,
              "What " + subject + " may do now cannot be learnt: " + cause.getMessage(),
              cause)
          .header(HttpHeaders.RETRY_AFTER, "1");
    }
    return known;
  }
}
