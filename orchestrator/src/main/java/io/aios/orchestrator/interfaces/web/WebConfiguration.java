package io.aios.orchestrator.interfaces.web;

import io.aios.platform.security.RouteAuthorities;
import io.aios.platform.security.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may speak to the command API: the gateway, with a hop token for commands. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  RouteAuthorities commandRoutes() {
    return routes ->
        routes
            .requestMatchers("/api/v1/commands", "/api/v1/commands/**")
            .hasAuthority(Scopes.authority("commands"))
            .requestMatchers("/api/v1/approvals", "/api/v1/approvals/**")
            .hasAuthority(Scopes.authority("approvals"))
            .requestMatchers("/api/v1/plans", "/api/v1/plans/**")
            .hasAuthority(Scopes.authority("plans"));
  }
}
