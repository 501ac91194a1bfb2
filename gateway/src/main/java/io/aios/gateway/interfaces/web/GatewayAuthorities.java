package io.aios.gateway.interfaces.web;

import io.aios.platform.security.RouteAuthorities;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.stereotype.Component;

/**
 * The API asks for a token; which tool it permits is decided in the pipeline. The authorization
 * server's addresses and the documentation are public, as are the descriptions of both.
 */
@Component
final class GatewayAuthorities implements RouteAuthorities {
  @Override
  public void customize(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          routes) {
    routes.requestMatchers("/api/v1/**", "/mcp", "/mcp/*").authenticated();
    routes
        .requestMatchers(
            "/oauth2/**",
            "/.well-known/**",
            "/login",
            "/login/**",
            "/webauthn/**",
            "/logout",
            "/connect/**",
            "/userinfo")
        .permitAll();
    routes.requestMatchers("/", "/docs", "/docs/**", "/openapi.json", "/openapi.yaml").permitAll();
  }
}
