package io.aios.federation.infrastructure.http;

import io.aios.federation.domain.Connection;
import io.aios.federation.domain.Credential;
import io.aios.federation.domain.InvalidServer;
import io.aios.federation.infrastructure.mcp.Transport;
import io.aios.federation.infrastructure.mcp.Transports;
import io.aios.federation.usecase.PeerFailure;
import io.aios.federation.usecase.PeerFailure.Code;
import java.io.IOException;
import java.util.Map;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * One pool of connections for all servers. They go to addresses that were checked, follow no
 * redirects, keep no cookies, try nothing twice, unpack nothing and know no proxy.
 */
@Component
class HttpTransports implements Transports<Connection.Http>, DisposableBean {
  private static final int SERVERS = 10;

  private final OutboundRules rules;
  private final CloseableHttpClient http;
  private final long maxReply;

  HttpTransports(HttpProperties properties) {
    this.rules = new OutboundRules(properties.allowedHosts());
    this.maxReply = properties.maxReply().toBytes();
    Timeout connect = Timeout.of(properties.connectTimeout());
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(rules.resolver())
            .setMaxConnPerRoute(properties.connectionsPerServer())
            .setMaxConnTotal(properties.connectionsPerServer() * SERVERS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(connect).build())
            .build();
    this.http =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom().setConnectionRequestTimeout(connect).build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  @Override
  public void check(Connection.Http connection) {
    rules.check(connection);
  }

  @Override
  public Transport open(Connection.Http connection, Credential credential, String name) {
    try {
      rules.check(connection);
    } catch (InvalidServer e) {
      throw new PeerFailure(
          Code.SERVER_UNREACHABLE, "It may not be connected to: " + e.getMessage(), e);
    }
    return new HttpTransport(http, connection.url(), headers(connection, credential), maxReply);
  }

  private static Map<String, String> headers(Connection.Http connection, Credential credential) {
    if (credential.values().isEmpty()) {
      return Map.of();
    }
    String value = credential.values().values().iterator().next();
    return connection.header() == null
        ? Map.of("Authorization", "Bearer " + value)
        : Map.of(connection.header(), value);
  }

  @Override
  public void destroy() throws IOException {
    http.close();
  }
}
