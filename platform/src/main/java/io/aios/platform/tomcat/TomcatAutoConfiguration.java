package io.aios.platform.tomcat;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration
class TomcatAutoConfiguration {
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> lingeringConnections() {
    return factory -> factory.setProtocol(LingeringProtocol.class.getName());
  }

  /** Inside of the valve that Spring Boot adds, so that this one speaks first. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports(JsonMapper json) {
    return factory ->
        factory.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new ProblemReportValve(json)));
  }

  @Bean
  InMemoryRegistration inMemoryRegistration(
      ApplicationContext context, @Value("${aios.advertised-address:127.0.0.1}") String host) {
    return new InMemoryRegistration(context, host);
  }
}
