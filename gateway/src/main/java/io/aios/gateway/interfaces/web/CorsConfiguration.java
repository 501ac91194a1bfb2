package io.aios.gateway.interfaces.web;

import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Web pages of other origins get in only where the operator names their origin. */
@Configuration(proxyBeanMethods = false)
class CorsConfiguration {
  private static final int BEFORE_SECURITY = -105;

  @Bean
  FilterRegistrationBean<CorsFilter> corsFilter(GatewayProperties properties) {
    var rules = new org.springframework.web.cors.CorsConfiguration();
    rules.setAllowedOrigins(properties.allowedOrigins());
    rules.setAllowedMethods(List.of("GET", "POST", "DELETE"));
    rules.setAllowedHeaders(List.of("*"));
    rules.setExposedHeaders(
        List.of(
            "Location",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "WWW-Authenticate",
            "ETag"));
    var source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/api/**", rules);
    source.registerCorsConfiguration("/mcp/**", rules);
    source.registerCorsConfiguration("/.well-known/**", rules);
    var filter = new FilterRegistrationBean<>(new CorsFilter(source));
    filter.setOrder(BEFORE_SECURITY);
    filter.setEnabled(!properties.allowedOrigins().isEmpty());
    return filter;
  }
}
