package io.aios.orchestrator.infrastructure.mcp;

import io.aios.mcp.client.McpClient;
import io.aios.platform.events.CurrentTrace;
import io.aios.platform.security.SecurityProperties;
import io.aios.platform.tls.ServiceTls;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connection to the gateway. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

  /** Speaks for the orchestrator itself; a call for a user carries its own token in a header. */
  @Bean
  McpClient gatewayClient(
      GatewayProperties gateway,
      SecurityProperties security,
      GatewayTokens tokens,
      CurrentTrace trace,
      ServiceTls tls) {
    URI base = gateway.url() == null ? security.issuer() : gateway.url();
    tls.requireHttps("aios.orchestrator.gateway.url", base);
    McpClient.Builder client = McpClient.builder(base.resolve("/mcp"));
    tls.clientOf("gateway").ifPresent(client::tls);
    return client
        .name("aios-orchestrator", "0.1.0")
        .token(tokens::ownToken)
        .customizer(
            request -> {
              String traceparent = trace.header();
              if (traceparent != null) {
                request.setHeader(CurrentTrace.HEADER, traceparent);
              }
            })
        .build();
  }
}
