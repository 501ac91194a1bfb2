package io.aios.federation.interfaces.mcp;

import io.aios.mcp.spring.ListenersLifecycle;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

@Configuration(proxyBeanMethods = false)
class McpRoutes {
  @Bean
  HandlerMapping externalServerMapping(AliasEndpoints endpoints) {
    return new SimpleUrlHandlerMapping(Map.of(AliasEndpoints.PATH + "*", endpoints), 0);
  }

  @Bean
  ListenersLifecycle aliasListeners(AliasLists lists) {
    return new ListenersLifecycle(lists::close);
  }
}
