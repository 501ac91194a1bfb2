package io.aios.gateway.infrastructure.http;

import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.platform.tls.ServiceTls;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The pooled client of tool calls. It is HttpClient's minimal one: no cookies, redirects, retries,
 * proxies or decompression, none of which a hop inside the suite may have.
 */
@Configuration(proxyBeanMethods = false)
class UpstreamClient {

  /** What calls are sent with. */
  record ToolConnections(
      CloseableHttpClient client, PoolingHttpClientConnectionManager pool, RequestConfig config) {}

  @Bean
  ToolConnections toolConnections(
      CloseableHttpClient client, PoolingHttpClientConnectionManager pool, RequestConfig config) {
    return new ToolConnections(client, pool, config);
  }

  @Bean
  CloseableHttpClient toolHttpClient(PoolingHttpClientConnectionManager toolConnectionPool) {
    return HttpClients.createMinimal(toolConnectionPool);
  }

  @Bean
  PoolingHttpClientConnectionManager toolConnectionPool(
      UpstreamProperties properties, ServiceTls tls) {
    var pool = PoolingHttpClientConnectionManagerBuilder.create();
    tls.clientOfAny().ifPresent(context -> pool.setTlsSocketStrategy(strategy(context)));
    return pool.setMaxConnPerRoute(properties.connectionsPerServer())
        .setMaxConnTotal(properties.connectionsPerServer() * 16)
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setConnPoolPolicy(PoolReusePolicy.LIFO)
        .setDefaultSocketConfig(
            SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(Timeout.DISABLED).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout(properties.connectTimeout()))
                .setValidateAfterInactivity(timeValue(properties.checkAfterIdle()))
                .setTimeToLive(timeValue(properties.lifetime()))
                .build())
        .setDefaultTlsConfig(
            TlsConfig.custom()
                .setSupportedProtocols(TLS.V_1_3)
                .setHandshakeTimeout(timeout(properties.connectTimeout()))
                .build())
        .build();
  }

  /** The host's name is the service's, see {@link Instances}: each is believed as itself only. */
  private static TlsSocketStrategy strategy(SSLContext context) {
    return new DefaultClientTlsStrategy(context, HostnameVerificationPolicy.BUILTIN, null);
  }

  /** No time limits of reads: the watch ends calls, and each timed read would cost a timer. */
  @Bean
  RequestConfig toolRequestConfig(UpstreamProperties properties) {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(timeout(properties.leaseTimeout()))
        .build();
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.ofMilliseconds(duration.toMillis());
  }

  private static TimeValue timeValue(Duration duration) {
    return TimeValue.ofMilliseconds(duration.toMillis());
  }
}
