package io.aios.security.infrastructure.oauth;

import io.aios.platform.outbound.CheckedAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what strangers point at. The connection goes to the very addresses that were checked, so
 * a name cannot be rebound in between; redirects are not followed; size and time are limited.
 */
final class ClientDocuments {
  static final int MAX_BYTES = 16 * 1024;
  private static final Timeout STEP = Timeout.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofSeconds(5);

  private final CloseableHttpClient http;

  /**
   * @param allowed addresses that may be connected to
   * @param tls null for the machine's own trust store
   */
  ClientDocuments(Predicate<InetAddress> allowed, @Nullable TlsSocketStrategy tls) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new CheckedAddresses((host, address) -> allowed.test(address)))
            .setMaxConnTotal(8)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(STEP).setSocketTimeout(STEP).build());
    if (tls != null) {
      connections.setTlsSocketStrategy(tls);
    }
    http =
        HttpClients.custom()
            .setConnectionManager(connections.build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(STEP)
                    .setConnectionRequestTimeout(STEP)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
  }

  /**
   * @throws IOException when the address, the connection, the answer's status, type or size is not
   *     as it must be
   */
  byte[] fetch(String address) throws IOException {
    HttpGet request = new HttpGet(address);
    request.setHeader("Accept", "application/json");
    var limit =
        CompletableFuture.runAsync(
            request::abort,
            CompletableFuture.delayedExecutor(
                WHOLE.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread));
    try {
      return http.execute(request, ClientDocuments::body);
    } finally {
      limit.cancel(false);
    }
  }

  private static byte[] body(ClassicHttpResponse response) throws IOException {
    String type = response.getEntity() == null ? null : response.getEntity().getContentType();
    if (response.getCode() != 200 || type == null || !type.startsWith("application/json")) {
      throw new IOException("status " + response.getCode() + ", type " + type);
    }
    byte[] bytes = response.getEntity().getContent().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("more than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }
}
