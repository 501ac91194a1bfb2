package io.aios.gateway.infrastructure.tomcat;

import io.aios.gateway.usecase.AuditTrail;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {
  /** A name that no method has, so that the bodies of none are read for parameters. */
  private static final String NO_METHOD = "-";

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> disconnectValve() {
    return factory -> factory.addContextValves(new DisconnectValve());
  }

  /** The trail is there once a request is. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> unseenRefusals(
      ObjectProvider<AuditTrail> trail) {
    return factory -> factory.addEngineValves(new UnseenRefusals(trail, Clock.systemUTC()));
  }

  /**
   * Forms are for the services behind, and go there byte for byte. Spring Cloud Gateway's own
   * filter reads and writes them anew, which another spelling of the same makes longer or shorter
   * than the length that goes with it: a form is cut off, or cannot be sent.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadForms() {
    return factory ->
        factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(NO_METHOD));
  }
}
