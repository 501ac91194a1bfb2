package io.aios.platform.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * A service's part of the filter chain: which authority each of its routes asks for. Routes it does
 * not name are denied.
 */
@FunctionalInterface
public interface RouteAuthorities {
  void customize(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          routes);
}
