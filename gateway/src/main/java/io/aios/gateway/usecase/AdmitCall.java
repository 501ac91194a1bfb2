package io.aios.gateway.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tokens.UserStanding;
import io.aios.contracts.tools.Risk;
import io.aios.gateway.domain.QuotaDecision;
import io.aios.gateway.domain.QuotaDecision.Exceeded;
import io.aios.gateway.domain.QuotaDecision.Within;
import io.aios.gateway.domain.QuotaLevel;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.UserFacts;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Decides whether a caller may call a tool now: it exists, it is granted, the policies let it pass,
 * the quota is not spent.
 */
@Component
public final class AdmitCall {
  private final Catalogues catalogues;
  private final Standings standings;
  private final AccessPolicies policies;
  private final Quotas quotas;

  AdmitCall(Catalogues catalogues, Standings standings, AccessPolicies policies, Quotas quotas) {
    this.catalogues = catalogues;
    this.standings = standings;
    this.policies = policies;
    this.quotas = quotas;
  }

  /**
   * @param source the caller's address
   * @param arguments see {@link AccessPolicies#require}
   * @throws Problem {@code UNKNOWN_TOOL}, {@code PERMISSION_DENIED} naming the permission, those of
   *     {@link AccessPolicies#require}, {@code RATE_LIMITED} with {@code Retry-After}
   */
  public Admission admit(
      CallerIdentity caller, String name, @Nullable String source, Supplier<JsonNode> arguments) {
    return admitted(caller, find(name), source, arguments);
  }

  /**
   * Whether a caller may be told what a call of the tool would do; that takes reading only.
   *
   * @throws Problem as {@link #admit}, and {@code MALFORMED_REQUEST} when the tool has no preview:
   *     a server that does not know of previews would make the call
   */
  public Admission admitPreview(
      CallerIdentity caller, String name, @Nullable String source, Supplier<JsonNode> arguments) {
    CatalogueTool tool = find(name);
    if (!tool.previews()) {
      throw new Problem(ProblemType.MALFORMED_REQUEST, "Tool '" + name + "' has no preview")
          .with("tool", name);
    }
    return admitted(caller, tool.previewed(), source, arguments);
  }

  /**
   * Whether a caller may do now what only reads on a server, or follow a call made before.
   *
   * @param access what stands for it
   * @param arguments those of the request, see {@link AccessPolicies#require}
   * @return the levels of the quotas that it was taken out of
   * @throws Problem {@code PERMISSION_DENIED}, those of {@link AccessPolicies#require}, {@code
   *     RATE_LIMITED}
   */
  public List<QuotaLevel> admitAccess(
      CallerIdentity caller,
      CatalogueTool access,
      @Nullable String source,
      Supplier<JsonNode> arguments) {
    if (!access.permission().grantedBy(caller.scopes())) {
      throw denied(access);
    }
    return admitGranted(caller, access, source, arguments);
  }

  /**
   * Whether the policies and the quota let pass what the caller is granted otherwise.
   *
   * @param access what stands for it
   * @param arguments those of the request, see {@link AccessPolicies#require}
   * @return the levels of the quotas that it was taken out of
   * @throws Problem those of {@link AccessPolicies#require}, {@code RATE_LIMITED}
   */
  public List<QuotaLevel> admitGranted(
      CallerIdentity caller,
      CatalogueTool access,
      @Nullable String source,
      Supplier<JsonNode> arguments) {
    policies.require(caller, access, source, arguments);
    return admitRequest(caller);
  }

  /**
   * Takes a request that calls no tool out of its user's quota.
   *
   * @return their levels
   * @throws Problem {@code RATE_LIMITED}
   */
  public List<QuotaLevel> admitRequest(CallerIdentity caller) {
    return within(quotas.take(caller));
  }

  /**
   * As {@link #admitRequest}, for one that is counted like a call of a tool that only reads.
   *
   * @throws Problem {@code RATE_LIMITED}
   */
  public List<QuotaLevel> admitRequest(CallerIdentity caller, String tool) {
    return within(quotas.take(caller, new Charge(tool, Risk.READ, 1)));
  }

  private static List<QuotaLevel> within(QuotaDecision decision) {
    return switch (decision) {
      case Within within -> within.levels();
      case Exceeded exceeded -> throw rateLimited(exceeded);
    };
  }

  /**
   * Whether an OAuth client may be registered from this address now: anybody may ask for that, and
   * the authorization server sees the gateway's address only.
   *
   * @throws Problem {@code RATE_LIMITED}
   */
  public void admitRegistration(String address) {
    within(quotas.takeRegistration(address));
  }

  private CatalogueTool find(String name) {
    return catalogues
        .current()
        .find(name)
        .orElseThrow(
            () ->
                new Problem(ProblemType.UNKNOWN_TOOL, "There is no tool '" + name + "'")
                    .with("tool", name));
  }

  private Admission admitted(
      CallerIdentity caller,
      CatalogueTool tool,
      @Nullable String source,
      Supplier<JsonNode> arguments) {
    if (!tool.permission().grantedBy(caller.scopes())) {
      throw denied(tool);
    }
    CallerIdentity present = present(caller, tool);
    policies.require(present, tool, source, arguments);
    return new Admission(tool, within(quotas.take(present, tool.charge())));
  }

  /** The caller as of now, where the token is about the past. */
  private CallerIdentity present(CallerIdentity caller, CatalogueTool tool) {
    Optional<UserStanding> standing = standings.of(caller);
    if (standing.isEmpty()) {
      return caller;
    }
    UserStanding user = standing.get();
    if (!user.enabled()) {
      throw new Problem(
              ProblemType.PERMISSION_DENIED, "The user " + caller.subject() + " is disabled")
          .with("tool", tool.name());
    }
    if (!tool.permission().grantedBy(user.permissions())) {
      throw denied(tool);
    }
    return new CallerIdentity(
        caller.subject(),
        caller.client(),
        caller.scopes(),
        caller.grants(),
        caller.issuer(),
        new UserFacts(user.roles(), user.groups(), null, false, caller.user().approvedTool()));
  }

  private static Problem denied(CatalogueTool tool) {
    String permission = tool.permission().toString();
    return new Problem(
            ProblemType.PERMISSION_DENIED,
            "Tool '" + tool.name() + "' needs the permission " + permission)
        .with("permission", permission)
        .with("tool", tool.name())
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            "Bearer error=\"insufficient_scope\", scope=\"" + permission + "\"");
  }

  private static Problem rateLimited(Exceeded spent) {
    long seconds = Math.max(1, spent.retryAfter().plus(Duration.ofMillis(999)).toSeconds());
    QuotaLevel level =
        new QuotaLevel(
            spent.quota(), spent.limit(), spent.window(), 0, Duration.ofSeconds(seconds));
    return new Problem(
            ProblemType.RATE_LIMITED,
            "The quota '%s' of %d units in %d s is spent; the next call fits in %d s"
                .formatted(spent.quota(), spent.limit(), spent.window().toSeconds(), seconds))
        .with("quota", spent.quota())
        .with("limit", spent.limit())
        .with("retryAfterSeconds", seconds)
        .with(RateLimitFields.VIOLATED, List.of(spent.quota()))
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
        .header(RateLimitFields.POLICY, RateLimitFields.policies(List.of(level)))
        .header(RateLimitFields.LIMIT, RateLimitFields.limits(List.of(level)));
  }
}
