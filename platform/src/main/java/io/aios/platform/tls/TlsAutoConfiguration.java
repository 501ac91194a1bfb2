package io.aios.platform.tls;

import io.aios.platform.tomcat.LingeringProtocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.cloud.netflix.eureka.http.EurekaClientHttpRequestFactorySupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** Mutual TLS on the service's connectors and in its clients, where {@code aios.tls.enabled}. */
@AutoConfiguration(
    beforeName =
        "org.springframework.cloud.netflix.eureka.config.DiscoveryClientOptionalArgsConfiguration")
@EnableConfigurationProperties(TlsProperties.class)
class TlsAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  ServiceTls serviceTls(TlsProperties properties, SslBundles bundles) {
    return properties.enabled() ? ServiceTls.of(bundles, properties.bundle()) : ServiceTls.off();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty("aios.tls.enabled")
  static class Enabled {
    private static final String REGISTRY = "eureka.client.service-url.defaultZone";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Last, so that a port of its own gets all that the service's port got. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> demandedCertificates(
        ServiceTls tls, TlsProperties properties) {
      if (properties.callers().isEmpty()) {
        throw new IllegalStateException(
            "aios.tls.callers is empty: nobody could call this service");
      }
      SSLContext context = tls.contextFor(properties.callers()).orElseThrow();
      Integer port = properties.port();
      return port == null
          ? factory ->
              factory.addConnectorCustomizers(
                  connector -> TlsConnector.demandCertificates(connector, context))
          : factory -> factory.addAdditionalConnectors(connector(factory, port, context));
    }

    private static Connector connector(
        TomcatServletWebServerFactory factory, int port, SSLContext context) {
      Connector connector = new Connector(LingeringProtocol.class.getName());
      connector.setPort(port);
      if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
        protocol.setAddress(factory.getAddress());
        for (TomcatProtocolHandlerCustomizer<?> each : factory.getProtocolHandlerCustomizers()) {
          customize(each, protocol);
        }
      }
      for (TomcatConnectorCustomizer each : factory.getConnectorCustomizers()) {
        each.customize(connector);
      }
      TlsConnector.demandCertificates(connector, context);
      return connector;
    }

    @SuppressWarnings("unchecked")
    private static <T extends org.apache.coyote.ProtocolHandler> void customize(
        TomcatProtocolHandlerCustomizer<T> customizer, AbstractProtocol<?> protocol) {
      customizer.customize((T) protocol);
    }

    /** The registry's client; Spring Cloud's own TLS settings read their files once. */
    @Bean
    @ConditionalOnBooleanProperty(value = "eureka.client.enabled", matchIfMissing = true)
    EurekaClientHttpRequestFactorySupplier registryRequests(
        ServiceTls tls, @Value("${" + REGISTRY + "}") List<URI> registry) {
      registry.forEach(address -> tls.requireHttps(REGISTRY, address));
      HttpClient http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(TIMEOUT)
              .sslContext(tls.clientOf("discovery").orElseThrow())
              .build();
      return (context, verifier) -> {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(TIMEOUT);
        return requests;
      };
    }
  }
}
