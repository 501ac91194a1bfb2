package io.aios.gateway.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tokens.UserStanding;
import io.aios.gateway.domain.QuotaDecision;
import io.aios.gateway.domain.QuotaDecision.Exceeded;
import io.aios.gateway.domain.QuotaDecision.Within;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.UserFacts;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

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
   * @throws Problem {@code UNKNOWN_TOOL}, {@code PERMISSION_DENIED} naming the permission, those of
   *     {@link AccessPolicies#require}, {@code RATE_LIMITED} with {@code Retry-After}
   */
  public CatalogueTool admit(CallerIdentity caller, String name, @Nullable String source) {
    return admitted(caller, find(name), source);
  }

  /**
   * Whether a caller may be told what a call of the tool would do; that takes reading only.
   *
   * @throws Problem as {@link #admit}, and {@code MALFORMED_REQUEST} when the tool has no preview:
   *     a server that does not know of previews would make the call
   */
  public CatalogueTool admitPreview(CallerIdentity caller, String name, @Nullable String source) {
    CatalogueTool tool = find(name);
    if (!tool.previews()) {
      throw new Problem(ProblemType.MALFORMED_REQUEST, "Tool '" + name + "' has no preview")
          .with("tool", name);
    }
    return admitted(caller, tool.previewed(), source);
  }

  /**
   * Whether a caller may do now what only reads on a server, or follow a call made before.
   *
   * @param access what stands for it
   * @throws Problem {@code PERMISSION_DENIED}, those of {@link AccessPolicies#require}, {@code
   *     RATE_LIMITED}
   */
  public void admitAccess(CallerIdentity caller, CatalogueTool access, @Nullable String source) {
    if (!access.permission().grantedBy(caller.scopes())) {
      throw denied(access);
    }
    policies.require(caller, access, source);
    admitRequest(caller);
  }

  /**
   * Takes a request that calls no tool out of its user's quota.
   *
   * @throws Problem {@code RATE_LIMITED}
   */
  public void admitRequest(CallerIdentity caller) {
    if (quotas.take(caller) instanceof Exceeded exceeded) {
      throw rateLimited(exceeded);
    }
  }

  /**
   * Whether an OAuth client may be registered from this address now: anybody may ask for that, and
   * the authorization server sees the gateway's address only.
   *
   * @throws Problem {@code RATE_LIMITED}
   */
  public void admitRegistration(String address) {
    if (quotas.takeRegistration(address) instanceof Exceeded exceeded) {
      throw rateLimited(exceeded);
    }
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

  private CatalogueTool admitted(
      CallerIdentity caller, CatalogueTool tool, @Nullable String source) {
    String name = tool.name();
    if (!tool.permission().grantedBy(caller.scopes())) {
      throw denied(tool);
    }
    policies.require(present(caller, tool), tool, source);
    switch (quotas.take(caller, name)) {
      case Within within -> {}
      case Exceeded exceeded -> throw rateLimited(exceeded);
    }
    return tool;
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
        new UserFacts(user.roles(), user.groups(), null, false));
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

  /** The problem of a spent quota, with the headers of draft-ietf-httpapi-ratelimit-headers. */
  public static Problem rateLimited(QuotaDecision.Exceeded exceeded) {
    long seconds = Math.max(1, exceeded.retryAfter().plus(Duration.ofMillis(999)).toSeconds());
    String quota = '"' + exceeded.quota() + '"';
    return new Problem(
            ProblemType.RATE_LIMITED,
            "The quota '%s' of %d calls in %d s is spent; the next call fits in %d s"
                .formatted(
                    exceeded.quota(), exceeded.limit(), exceeded.window().toSeconds(), seconds))
        .with("quota", exceeded.quota())
        .with("limit", exceeded.limit())
        .with("retryAfterSeconds", seconds)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
        .header(
            "RateLimit-Policy",
            quota + ";q=" + exceeded.limit() + ";w=" + exceeded.window().toSeconds())
        .header("RateLimit", quota + ";r=0;t=" + seconds);
  }
}
