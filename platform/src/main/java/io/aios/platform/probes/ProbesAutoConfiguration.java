package io.aios.platform.probes;

import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * The probes' connector, where {@code aios.probes.port} names a port: plain HTTP, no certificate
 * asked for, and nothing behind it but the two states.
 */
@AutoConfiguration
@ConditionalOnProperty("aios.probes.port")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ProbesAutoConfiguration {
  @Bean
  ProbeConnector probeConnector(@Value("${aios.probes.port}") int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("aios.probes.port is " + port + "; at most 65535");
    }
    return new ProbeConnector(port);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> probePort(ProbeConnector probes) {
    return factory -> {
      Connector connector = probes.open(factory.getAddress());
      factory.addAdditionalConnectors(connector);
    };
  }

  /** Before everything else, the security chain too: what it refuses reaches nobody. */
  @Bean
  FilterRegistrationBean<ProbesOnlyFilter> probesOnly(ProbeConnector probes) {
    var filter = new FilterRegistrationBean<>(new ProbesOnlyFilter(probes));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }
}
