package io.aios.mcp.spring;

import io.aios.mcp.annotation.AnnotatedFeatures;
import io.aios.mcp.http.EndpointOptions;
import io.aios.mcp.http.McpEndpoint;
import io.aios.mcp.schema.NetworkntSchemas;
import io.aios.mcp.schema.SchemaCompiler;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.Feature;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.server.Surrounding;
import io.aios.mcp.subscriptions.Changes;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Serves the annotated methods of all beans, and the {@link Feature}s among the beans, for
 * applications that set {@code mcp.server.name}.
 */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure"
            + ".OpenTelemetryTracingAutoConfiguration")
@ConditionalOnProperty("mcp.server.name")
@EnableConfigurationProperties(McpServerProperties.class)
class McpServerAutoConfiguration {
  /** With a validator on the class path, arguments are held to their schemas. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "com.networknt.schema.SchemaRegistry")
  static class Validation {
    @Bean
    @ConditionalOnMissingBean
    SchemaCompiler mcpSchemas() {
      return new NetworkntSchemas();
    }
  }

  /** With Micrometer Tracing, requests are served in the trace that they name. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "io.micrometer.tracing.Tracer")
  static class Tracing {
    @Bean
    @ConditionalOnBean({Tracer.class, Propagator.class})
    @ConditionalOnMissingBean
    Surrounding mcpTracing(Tracer tracer, Propagator propagator) {
      return new TracedRequests(tracer, propagator);
    }
  }

  @Bean
  @ConditionalOnMissingBean
  McpEndpoint mcpEndpoint(
      McpServerProperties properties,
      ListableBeanFactory beans,
      ObjectProvider<SchemaCompiler> schemas,
      ObjectProvider<Feature> features,
      ObjectProvider<Surrounding> surroundings) {
    McpServer.Builder server = McpServer.builder(properties.name(), properties.version());
    List<String> annotated = annotated(beans);
    if (!annotated.isEmpty()) {
      AnnotatedFeatures methods =
          new AnnotatedFeatures(new Caching(properties.listTtl(), true), properties.pageSize());
      schemas.ifAvailable(methods::schemas);
      annotated.forEach(name -> methods.add(beans.getBean(name)));
      server.with(methods);
    }
    surroundings.ifAvailable(server::surrounding);
    features.orderedStream().forEach(server::with);
    if (properties.instructions() != null) {
      server.instructions(properties.instructions());
    }
    return new McpEndpoint(server.build(), options(properties));
  }

  private static List<String> annotated(ListableBeanFactory beans) {
    return Arrays.stream(beans.getBeanNamesForType(Object.class, false, false))
        .filter(
            name -> {
              Class<?> type = beans.getType(name, false);
              return type != null && AnnotatedFeatures.areIn(type);
            })
        .toList();
  }

  private static EndpointOptions options(McpServerProperties properties) {
    return new EndpointOptions(
        Math.toIntExact(properties.maxBody().toBytes()),
        properties.keepAlive(),
        properties.allowedHosts());
  }

  @Bean
  @ConditionalOnBean(Changes.class)
  ListenersLifecycle mcpListeners(Changes changes) {
    return new ListenersLifecycle(changes::close);
  }

  @Bean
  HandlerMapping mcpHandlerMapping(McpEndpoint endpoint, McpServerProperties properties) {
    return new SimpleUrlHandlerMapping(Map.of(properties.path(), endpoint), 0);
  }
}
