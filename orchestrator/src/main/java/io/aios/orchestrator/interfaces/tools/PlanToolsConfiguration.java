package io.aios.orchestrator.interfaces.tools;

import io.aios.mcp.http.EndpointOptions;
import io.aios.mcp.http.McpEndpoint;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.spring.ListenersLifecycle;
import io.aios.mcp.subscriptions.Changes;
import io.aios.mcp.tools.ToolsFeature;
import io.aios.orchestrator.usecase.PlanChanges;
import io.aios.platform.security.RouteAuthorities;
import io.aios.platform.tools.CallStates;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** The MCP endpoint at which the gateway finds saved plans. */
@Configuration(proxyBeanMethods = false)
class PlanToolsConfiguration {
  private static final int PAGE_SIZE = 200;
  private static final int MAX_BODY = 1 << 20;
  private static final Duration LIST_TTL = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(10);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(3);

  @Bean
  McpEndpoint planEndpoint(
      PlanTools plans,
      CallStates states,
      Changes planLists,
      @Value("${aios.tools.allowed-hosts}") Set<String> allowedHosts) {
    McpServer server =
        McpServer.builder("orchestrator", "0.1.0")
            .requestStates(states.lasting(ANSWER_WITHIN))
            .with(new ToolsFeature(plans, new Caching(LIST_TTL, false), PAGE_SIZE))
            .with(planLists)
            .build();
    return new McpEndpoint(server, new EndpointOptions(MAX_BODY, KEEP_ALIVE, allowedHosts));
  }

  @Bean
  Changes planLists() {
    return Changes.builder().tools().build();
  }

  @Bean
  PlanChanges planChanges(Changes planLists) {
    return planLists::toolsChanged;
  }

  @Bean
  ListenersLifecycle planListeners(Changes planLists) {
    return new ListenersLifecycle(planLists::close);
  }

  @Bean
  HandlerMapping planHandlerMapping(McpEndpoint planEndpoint) {
    return new SimpleUrlHandlerMapping(Map.of("/mcp", planEndpoint), 0);
  }

  /** Any verified token may knock; the tools ask for their own scope. */
  @Bean
  RouteAuthorities planRoute() {
    return routes -> routes.requestMatchers("/mcp").authenticated();
  }
}
