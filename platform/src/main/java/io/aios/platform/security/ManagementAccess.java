package io.aios.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Management endpoints: from a listed network and not through a proxy, or with {@code ops:read}.
 */
final class ManagementAccess implements AuthorizationManager<RequestAuthorizationContext> {
  private static final List<String> FORWARDING =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private final List<IpAddressMatcher> networks;
  private final AuthorizationManager<RequestAuthorizationContext> reader =
      AuthorityAuthorizationManager.hasAuthority(Scopes.authority(Scopes.OPS_READ));

  ManagementAccess(List<String> networks) {
    this.networks = networks.stream().map(IpAddressMatcher::new).toList();
  }

  @Override
  public @Nullable AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    return isLocal(context.getRequest())
        ? new AuthorizationDecision(true)
        : reader.authorize(authentication, context);
  }

  private boolean isLocal(HttpServletRequest request) {
    return FORWARDING.stream().allMatch(name -> request.getHeader(name) == null)
        && networks.stream().anyMatch(network -> network.matches(request));
  }
}
