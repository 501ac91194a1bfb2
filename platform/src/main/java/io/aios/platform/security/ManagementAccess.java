package io.aios.platform.security;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Management endpoints: from a listed network and not through a proxy, or with {@code ops:read}.
 */
final class ManagementAccess implements AuthorizationManager<RequestAuthorizationContext> {
  private final DirectRequestMatcher local;
  private final AuthorizationManager<RequestAuthorizationContext> reader =
      AuthorityAuthorizationManager.hasAuthority(Scopes.authority(Scopes.OPS_READ));

  ManagementAccess(List<String> networks) {
    this.local = new DirectRequestMatcher(networks);
  }

  @Override
  public @Nullable AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    return local.matches(context.getRequest())
        ? new AuthorizationDecision(true)
        : reader.authorize(authentication, context);
  }
}
