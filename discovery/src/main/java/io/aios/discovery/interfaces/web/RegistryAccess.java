package io.aios.discovery.interfaces.web;

import io.aios.platform.security.RouteAuthorities;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Eureka's clients send no tokens: the registry answers the configured networks only. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DiscoveryProperties.class)
class RegistryAccess {
  @Bean
  RouteAuthorities registryRoutes(DiscoveryProperties properties) {
    List<IpAddressMatcher> networks =
        properties.networks().stream().map(IpAddressMatcher::new).toList();
    return routes ->
        routes
            .requestMatchers("/eureka/**")
            .access(
                (caller, context) ->
                    new AuthorizationDecision(
                        networks.stream()
                            .anyMatch(network -> network.matches(context.getRequest()))));
  }
}
