package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.AuditTrail;
import io.aios.gateway.usecase.RecentRequests;
import io.aios.mcp.http.ServletExchanges;
import io.aios.platform.security.RefusalListener;
import io.aios.platform.web.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {
  /** After the filter that opens the trace, before the security chain. */
  private static final int BEFORE_SECURITY = -110;

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  ServletExchanges servletExchanges(GatewayProperties properties) {
    return new ServletExchanges(properties.keepAlive());
  }

  @Bean
  FilterRegistrationBean<AuditFilter> auditFilter(
      AuditTrail trail, ProblemWriter problems, RecentRequests recent, Clock clock) {
    var filter = new FilterRegistrationBean<>(new AuditFilter(trail, problems, recent, clock));
    filter.setOrder(BEFORE_SECURITY);
    return filter;
  }

  @Bean
  FilterRegistrationBean<McpSpanFilter> mcpSpanFilter(McpTraces traces, MeterRegistry registry) {
    var filter = new FilterRegistrationBean<>(new McpSpanFilter(traces, registry));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }

  /** What {@link McpSpanFilter} observes is not observed twice. */
  @Bean
  ObservationPredicate mcpIsObservedAlready() {
    return (name, context) ->
        !(context instanceof ServerRequestObservationContext request
            && request.getCarrier() != null
            && McpSpanFilter.isMcp(request.getCarrier()));
  }

  /** Tells the audit record who was refused, and why. */
  @Bean
  RefusalListener auditedRefusals() {
    return (request, problem, caller) -> {
      RequestRecord entry = RequestRecord.of(request);
      entry.refused(problem.type());
      entry.caller(caller);
    };
  }

  /** First, because nearly every request is one of these. */
  @Bean
  SimpleUrlHandlerMapping toolHandlers(
      McpHandler mcp, RestToolsHandler rest, ExplainHandler explain) {
    return new SimpleUrlHandlerMapping(
        Map.of(
            McpHandler.PATH,
            mcp,
            McpHandler.PATH + "/*",
            mcp,
            RestToolsHandler.PATH,
            rest,
            RestToolsHandler.PATH + "/*",
            rest,
            RestToolsHandler.PATH + "/*/explain",
            explain),
        Ordered.HIGHEST_PRECEDENCE);
  }

  @Bean
  SimpleUrlHandlerMapping accountHandlers(
      LimitsHandler limits,
      RevealHandler reveal,
      PrivacySettingsHandler privacy,
      PrivacyDataHandler data) {
    return new SimpleUrlHandlerMapping(
        Map.of(
            LimitsHandler.PATH,
            limits,
            RevealHandler.PATH,
            reveal,
            PrivacySettingsHandler.PATH,
            privacy,
            PrivacyDataHandler.DATA,
            data,
            PrivacyDataHandler.ERASURES,
            data),
        Ordered.HIGHEST_PRECEDENCE);
  }
}
