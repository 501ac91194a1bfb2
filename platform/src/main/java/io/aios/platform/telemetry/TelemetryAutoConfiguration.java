package io.aios.platform.telemetry;

import io.micrometer.observation.ObservationPredicate;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Log fields, observations and the way of spans out of a service. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
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

  /** Nothing leaves the service unfiltered, whoever exports. */
  @Bean
  SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters) {
    return SpanExporters.of(
        exporters.orderedStream().map(FilteredSpans::new).toArray(SpanExporter[]::new));
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
