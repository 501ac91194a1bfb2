package io.aios.orchestrator.triggers.interfaces.web;

import io.aios.platform.security.RouteAuthorities;
import io.aios.platform.security.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may speak to the API of triggers: the gateway, with a hop token for triggers. */
@Configuration(proxyBeanMethods = false)
class TriggerRoutes {

  @Bean
  RouteAuthorities triggersOfCallers() {
    return routes ->
        routes
            .requestMatchers("/api/v1/triggers", "/api/v1/triggers/**")
            .hasAuthority(Scopes.authority("triggers"));
  }
}
