package io.aios.orchestrator.triggers.interfaces.web;

import io.aios.platform.security.RouteAuthorities;
import io.aios.platform.security.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may speak to the API of triggers: the gateway, with a hop token for triggers. */
@Configuration(proxyBeanMethods = false)
class TriggerRoutes {
  static final String PATH = "/api/v1/triggers";

  @Bean
  RouteAuthorities triggersOfCallers() {
    return routes ->
        routes.requestMatchers(PATH, PATH + "/**").hasAuthority(Scopes.authority("triggers"));
  }
}
