package io.aios.platform.tools;

import io.aios.mcp.http.EndpointOptions;
import io.aios.mcp.http.McpEndpoint;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.tools.ToolsFeature;
import io.aios.platform.security.RouteAuthorities;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Offers every {@link Tool} method of the service's beans at {@code /mcp}, for services that set
 * {@code aios.tools.server}.
 */
@AutoConfiguration
@ConditionalOnProperty("aios.tools.server")
@EnableConfigurationProperties(ToolsProperties.class)
@Import(ToolFlowsConfiguration.class)
class ToolsAutoConfiguration {
  static final int PAGE_SIZE = 200;
  static final Caching LISTS = new Caching(Duration.ofMinutes(5), false);

  @Bean
  Deadlines toolDeadlines() {
    return new Deadlines();
  }

  @Bean
  ToolRegistry toolRegistry(
      ToolsProperties properties,
      ListableBeanFactory beans,
      Deadlines deadlines,
      MeterRegistry metrics) {
    Rests rests = new Rests(properties.keepRestFor(), properties.keepRestChars());
    Answers answers = new Answers(rests, ReadMore.nameOn(properties.server()));
    ToolScan scan = new ToolScan(properties, answers);
    List<RegisteredTool> tools = new ArrayList<>(scan.scan(beans));
    if (tools.isEmpty()) {
      throw new IllegalStateException(
          "aios.tools.server is '" + properties.server() + "', but no bean has a @Tool method");
    }
    ToolSpec readMore = ReadMore.spec(properties.server());
    tools.add(scan.register(readMore, ReadMore.Input.class, new ReadMore(rests, answers)));
    return new ToolRegistry(tools, new Invocations(deadlines, metrics));
  }

  @Bean
  McpEndpoint mcpEndpoint(
      ToolsProperties properties,
      ToolRegistry tools,
      ToolFlows flows,
      OfferedData data,
      @Value("${spring.application.name}") String name) {
    McpServer.Builder server =
        McpServer.builder(name, properties.version())
            .with(new ToolsFeature(tools, LISTS, PAGE_SIZE))
            .with(flows)
            .with(data);
    if (properties.instructions() != null) {
      server.instructions(properties.instructions());
    }
    EndpointOptions options =
        new EndpointOptions(
            Math.toIntExact(properties.maxBody().toBytes()),
            properties.keepAlive(),
            properties.allowedHosts());
    return new McpEndpoint(server.build(), options);
  }

  @Bean
  HandlerMapping mcpHandlerMapping(McpEndpoint endpoint) {
    return new SimpleUrlHandlerMapping(Map.of("/mcp", endpoint), 0);
  }

  /** Any verified token may knock; the registry asks for the tool's own scope. */
  @Bean
  RouteAuthorities mcpRoute() {
    return routes -> routes.requestMatchers("/mcp").authenticated();
  }
}
