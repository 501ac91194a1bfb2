package io.aios.platform.telemetry;

import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Log fields and observations that every service has. */
@AutoConfiguration
class TelemetryAutoConfiguration {

  /** First of all filters, so that every line logged for a request carries the fields. */
  @Bean
  FilterRegistrationBean<LogFieldsFilter> logFieldsFilter(
      @Value("${spring.application.name}") String service) {
    FilterRegistrationBean<LogFieldsFilter> filter =
        new FilterRegistrationBean<>(new LogFieldsFilter(service));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  /** Health checks and scrapes are no user's work: they get no span. */
  @Bean
  ObservationPredicate requestsWithoutObservation() {
    return (name, context) ->
        !(context instanceof ServerRequestObservationContext request
            && isMachinery(request.getCarrier()));
  }

  private static boolean isMachinery(@Nullable HttpServletRequest request) {
    return request != null
        && (request.getRequestURI().startsWith("/actuator")
            || request.getRequestURI().startsWith("/eureka"));
  }
}
