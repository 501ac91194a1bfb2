package io.aios.gateway.infrastructure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.gateway.infrastructure.discovery.Instances.Instance;
import io.aios.gateway.infrastructure.discovery.Instances.NoInstance;
import io.aios.gateway.infrastructure.http.UpstreamClient.ToolConnections;
import io.aios.platform.tls.ServiceTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The pool of tool calls and routes with certificates, against a server that demands one. */
class UpstreamTlsIT {
  private static final AtomicInteger served = new AtomicInteger();

  private static HttpsServer server;
  private static AnnotationConfigApplicationContext gateway;

  @BeforeAll
  static void start() throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new Demanding(TestTls.of("mcp-echo").clientOfAny().orElseThrow()));
    server.createContext(
        "/mcp",
        exchange -> {
          served.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    gateway = new AnnotationConfigApplicationContext();
    gateway.registerBean(ServiceTls.class, () -> TestTls.of("gateway"));
    gateway.registerBean(DiscoveryClient.class, () -> new Registry(server.getAddress().getPort()));
    gateway.register(Properties.class, UpstreamClient.class, Instances.class);
    gateway.refresh();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    server.stop(0);
  }

  @Test
  void callsAServiceWithItsCertificate() throws Exception {
    assertThat(call("mcp-echo")).isEqualTo(200);
  }

  /** Two services have good certificates; one of them stands where the other should. */
  @Test
  void takesNoServiceForAnother() {
    int before = served.get();
    assertThatThrownBy(() -> call("security-manager")).isInstanceOf(SSLException.class);
    assertThat(served).hasValue(before);
  }

  @Test
  void callsNothingThatIsRegisteredWithoutTls() {
    assertThatThrownBy(() -> call("plain")).isInstanceOf(NoInstance.class);
  }

  private static int call(String service) throws Exception {
    ToolConnections connections = gateway.getBean(ToolConnections.class);
    Instance instance = gateway.getBean(Instances.class).choose(service);
    HttpPost post = new HttpPost(instance.mcp("/mcp"));
    post.setConfig(connections.config());
    try (ClassicHttpResponse answer =
        connections.client().executeOpen(instance.host(), post, null)) {
      return answer.getCode();
    }
  }

  private static final class Demanding extends HttpsConfigurator {
    Demanding(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters demanding = getSSLContext().getDefaultSSLParameters();
      demanding.setNeedClientAuth(true);
      parameters.setSSLParameters(demanding);
    }
  }

  private record Registry(int port) implements DiscoveryClient {
    @Override
    public String description() {
      return "of this test";
    }

    @Override
    public List<ServiceInstance> getInstances(String service) {
      boolean secure = !service.equals("plain");
      return List.of(
          new DefaultServiceInstance(service, service, "127.0.0.1", port, secure, Map.of()));
    }

    @Override
    public List<String> getServices() {
      return List.of();
    }
  }

  /** Not annotated as a configuration: the gateway of other tests would find it. */
  @EnableConfigurationProperties(UpstreamProperties.class)
  static class Properties {}
}
