package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A process for each service, and certificates between them. */
class IsolatedIT {
  private static final List<String> DEMAND_CERTIFICATES =
      List.of("discovery", "security-manager", "orchestrator", "mcp-sysops");

  private static RunningSuite suite;

  @BeforeAll
  static void start() throws Exception {
    suite =
        RunningSuite.start(
            "",
            "--isolated",
            "--services",
            "discovery,security-manager,gateway,orchestrator,mcp-sysops");
  }

  @AfterAll
  static void stop() throws Exception {
    suite.stop();
  }

  @Test
  void everyServiceIsHealthyInAProcessOfItsOwn() throws Exception {
    RunningSuite.Ran status = suite.cli("status");

    assertThat(status.status()).as(status.out()).isZero();
    assertThat(status.out()).contains("UP").doesNotContain("DOWN").contains("isolated");
    assertThat(suite.state().parts().stream().map(part -> part.pid()).distinct())
        .hasSizeGreaterThanOrEqualTo(DEMAND_CERTIFICATES.size() + 1);
  }

  /** By way of security-manager, gateway, orchestrator, gateway again, and the server. */
  @Test
  void aCommandWorksThroughAllOfThem() throws Exception {
    RunningSuite.Ran ran = suite.cli("run", "sysops_list_processes", "limit=3");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("pid");
  }

  /** Revokes, which goes to security-manager directly, and is told to the gateway. */
  @Test
  void whoLogsOutHasNoTokenAnyMore() throws Exception {
    assertThat(suite.cli("login").status()).isZero();
    assertThat(suite.cli("logout").status()).isZero();
  }

  @Test
  void logsOfAServiceCanBeRead() throws Exception {
    RunningSuite.Ran logs = suite.cli("logs", "discovery");

    assertThat(logs.status()).isZero();
    assertThat(logs.out()).contains("Started Eureka Server");
  }

  @Test
  void noServiceAnswersACallerWithoutACertificate() throws Exception {
    for (String service : DEMAND_CERTIFICATES) {
      URI health = URI.create(suite.state().url(service) + "/actuator/health");
      assertThat(get(health, OwnerTls.context(suite.directory())).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> get(health, showing(null)))
          .as(service)
          .isInstanceOf(IOException.class);
      URI plain = URI.create(health.toString().replace("https:", "http:"));
      assertThat(get(plain, showing(null)).statusCode()).as(service).isEqualTo(400);
    }
  }

  /** A tool server has a certificate of the right authority, and no business with another one. */
  @Test
  void aToolServerIsNoCallerOfToolServers() throws Exception {
    SSLContext asServer = showing("mcp-sysops");
    URI registry = URI.create(suite.state().url("discovery") + "/actuator/health");
    URI orchestrator = URI.create(suite.state().url("orchestrator") + "/actuator/health");

    assertThat(get(registry, asServer).statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> get(orchestrator, asServer)).isInstanceOf(SSLException.class);
  }

  private static HttpResponse<String> get(URI uri, SSLContext tls) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** As a service, or as nobody; both trust the suite's authority. */
  private static SSLContext showing(@Nullable String service) throws Exception {
    char[] password = new Secrets(suite.directory()).get(OwnerTls.PASSWORD).toCharArray();
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store(OwnerTls.trust(suite.directory()), password));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
    keys.init(
        service == null ? null : store(OwnerTls.key(suite.directory(), service), password),
        password);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(Path file, char[] password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file)) {
      store.load(content, password);
    }
    return store;
  }
}
