package io.aios.federation.interfaces.web;

import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.RouteAuthorities;
import io.aios.platform.security.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Who may use which address: reading and one's own credential take {@code servers:read}, everything
 * else {@code servers:write}, which no {@code *:write} covers: it decides what everybody is
 * offered.
 */
@Configuration(proxyBeanMethods = false)
class Routes {
  private static final String BASE = "/api/v1/external-servers";
  private static final String READ = "servers:read";
  private static final String WRITE = "servers:write";

  @Bean
  RouteAuthorities federationRoutes() {
    return routes -> {
      routes.requestMatchers("/mcp/*").authenticated();
      routes.requestMatchers(HttpMethod.GET, BASE, BASE + "/**").access(granted(READ, "*:read"));
      routes
          .requestMatchers(HttpMethod.PUT, BASE + "/*/credential")
          .access(granted(READ, "*:read"));
      routes
          .requestMatchers(HttpMethod.DELETE, BASE + "/*/credential")
          .access(granted(READ, "*:read"));
      routes.requestMatchers(BASE, BASE + "/**").access(granted(WRITE, WRITE));
    };
  }

  /** The gateway says in its hop token what the caller was granted. */
  private static AuthorizationManager<RequestAuthorizationContext> granted(
      String grant, String also) {
    return (authentication, context) -> {
      var present = authentication.get();
      boolean permitted = present != null && isGranted(CallerIdentity.of(present), grant, also);
      return new AuthorityAuthorizationDecision(
          permitted, AuthorityUtils.createAuthorityList(Scopes.authority(grant)));
    };
  }

  private static boolean isGranted(CallerIdentity caller, String grant, String also) {
    return caller.issuedBy("gateway")
        && (caller.grants().contains(grant) || caller.grants().contains(also));
  }
}
