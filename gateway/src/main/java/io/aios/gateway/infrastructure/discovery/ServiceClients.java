package io.aios.gateway.infrastructure.discovery;

import io.aios.platform.tls.ServiceTls;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/**
 * The clients for what the gateway asks services in its own name. One is enough for all; with
 * certificates there is one for each service, which believes no other.
 */
@Component
public final class ServiceClients {
  private final ServiceTls tls;
  private final ConcurrentMap<String, HttpClient> clients = new ConcurrentHashMap<>();

  ServiceClients(ServiceTls tls) {
    this.tls = tls;
  }

  public HttpClient of(String service) {
    return clients.computeIfAbsent(tls.isOn() ? service : "", any -> create(service));
  }

  private HttpClient create(String service) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    tls.clientOf(service).ifPresent(client::sslContext);
    return client.build();
  }
}
