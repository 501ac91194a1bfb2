package io.aios.platform.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.platform.boot.AiosApplication;
import io.aios.platform.security.RouteAuthorities;
import io.aios.platform.tls.CertificateAuthority.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with certificates, and callers who have one, none, or another. */
class MutualTlsIT {
  private static final String REQUEST =
      "GET /probe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @TempDir static Path directory;

  private static final AtomicInteger served = new AtomicInteger();
  private static TestCertificates certificates;
  private static ConfigurableApplicationContext context;
  private static int port;

  @BeforeAll
  static void start() {
    certificates = new TestCertificates(directory);
    certificates.write("probe", certificates.issue("probe"));
    Map<String, Object> properties = new HashMap<>(certificates.properties("probe"));
    properties.put("server.port", "0");
    properties.put("eureka.client.enabled", "false");
    properties.put("aios.tls.callers", "gateway,launcher");
    properties.put("aios.security.security-manager-url", "https://127.0.0.1:8021");
    context = AiosApplication.builder(Probe.class, "probe").properties(properties).run();
    port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port", ""));
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void answersAServiceThatMayCallIt() throws Exception {
    assertThat(call(showing(certificates.issue("gateway")), "TLSv1.3")).startsWith("HTTP/1.1 200");
  }

  @Test
  void refusesACallerWithoutACertificate() throws Exception {
    refuses(contextOf(null, certificates.authority.certificate()), "TLSv1.3");
  }

  @Test
  void refusesACertificateOfAnotherAuthority() throws Exception {
    var other = CertificateAuthority.create(Clock.systemUTC());
    refuses(
        showing(other.issue("gateway", TestCertificates.HERE, TestCertificates.DAY)), "TLSv1.3");
  }

  @Test
  void refusesACertificateThatHasExpired() throws Exception {
    Clock dayBeforeYesterday = Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC);
    var authority =
        new CertificateAuthority(
            certificates.authority.key(), certificates.authority.certificate(), dayBeforeYesterday);
    refuses(
        showing(authority.issue("gateway", TestCertificates.HERE, TestCertificates.DAY)),
        "TLSv1.3");
  }

  @Test
  void refusesAServiceThatMayNotCallIt() throws Exception {
    refuses(showing(certificates.issue("mcp-python")), "TLSv1.3");
  }

  /** The authority's own certificate is genuine, and names no service. */
  @Test
  void refusesACertificateThatNamesNoService() throws Exception {
    var authority = certificates.authority;
    refuses(showing(new Issued(authority.key(), List.of(authority.certificate()))), "TLSv1.3");
  }

  @Test
  void speaksNothingOlderThanTls13() throws Exception {
    refuses(showing(certificates.issue("gateway")), "TLSv1.2");
  }

  @Test
  void clientBelievesOnlyTheServiceThatItCalls() throws Exception {
    SSLContext asGateway = tlsOf("gateway").clientOf("probe").orElseThrow();
    assertThat(call(asGateway, "TLSv1.3")).startsWith("HTTP/1.1 200");

    SSLContext wantsAnother = tlsOf("gateway").clientOf("security-manager").orElseThrow();
    assertThatThrownBy(() -> call(wantsAnother, "TLSv1.3"))
        .rootCause()
        .hasMessageContaining("spiffe://aios/probe")
        .hasMessageContaining("security-manager");
  }

  @Test
  void refusesToTrustEveryPublicAuthority() {
    certificates.write("gateway", certificates.issue("gateway"));
    var stores = certificates.bundle("gateway").getStores();
    var registry = new DefaultSslBundleRegistry();
    registry.registerBundle(
        "services",
        org.springframework.boot.ssl.SslBundle.of(
            org.springframework.boot.ssl.SslStoreBundle.of(
                stores.getKeyStore(), stores.getKeyStorePassword(), null)));

    assertThatThrownBy(() -> ServiceTls.of(registry, "services"))
        .hasMessageContaining("names no authority to trust");
  }

  /** Nothing goes in the clear because an address was forgotten. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "aios.security.security-manager-url=http://127.0.0.1:8021",
        "eureka.client.service-url.defaultZone=http://127.0.0.1:8761/eureka/"
      })
  void doesNotStartWithAnAddressThatIsNotHttps(String setting) {
    certificates.write("gateway", certificates.issue("gateway"));
    Map<String, Object> properties = new HashMap<>(certificates.properties("gateway"));
    properties.put("server.port", "0");
    properties.put("aios.security.security-manager-url", "https://127.0.0.1:8021");
    properties.put("eureka.client.service-url.defaultZone", "https://127.0.0.1:8761/eureka/");
    properties.put("eureka.client.register-with-eureka", "false");
    properties.put("eureka.client.fetch-registry", "false");
    String name = setting.substring(0, setting.indexOf('='));
    properties.put(name, setting.substring(name.length() + 1));

    assertThatThrownBy(
            () -> AiosApplication.builder(Probe.class, "probe").properties(properties).run())
        .rootCause()
        .hasMessageContaining(name)
        .hasMessageContaining("must begin with https:");
  }

  /** Both ends change their certificates again and again, and every call has a new connection. */
  @Test
  void changesCertificatesWithoutAFailedCall() throws Exception {
    certificates.write("launcher", certificates.issue("launcher"));
    var registry = new DefaultSslBundleRegistry("services", certificates.bundle("launcher"));
    SSLContext client = ServiceTls.of(registry, "services").clientOf("probe").orElseThrow();
    Set<Object> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Integer>> callers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        callers.add(threads.submit(() -> callUntil(over, client, seen)));
      }
      try {
        renewOften(registry, seen, callers);
      } finally {
        over.set(true);
      }
      for (Future<Integer> caller : callers) {
        assertThat(caller.get()).isPositive();
      }
    }
    assertThat(seen).hasSize(9);
  }

  private static void renewOften(
      DefaultSslBundleRegistry registry, Set<Object> seen, List<Future<Integer>> callers)
      throws Exception {
    awaitMoreThan(0, seen, callers);
    for (int i = 0; i < 8; i++) {
      int before = seen.size();
      certificates.write("probe", certificates.issue("probe"));
      certificates.write("launcher", certificates.issue("launcher"));
      registry.updateBundle("services", certificates.bundle("launcher"));
      awaitMoreThan(before, seen, callers);
    }
  }

  private static void awaitMoreThan(int before, Set<Object> seen, List<Future<Integer>> callers)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (seen.size() <= before) {
      assertThat(System.nanoTime()).as("the new certificate is not shown").isLessThan(deadline);
      for (Future<Integer> caller : callers) {
        assertThat(caller.isDone()).as("a call failed").isFalse();
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static int callUntil(AtomicBoolean over, SSLContext client, Set<Object> seen)
      throws Exception {
    int calls = 0;
    while (!over.get()) {
      try (SSLSocket socket = connect(client, "TLSv1.3")) {
        assertThat(ask(socket)).startsWith("HTTP/1.1 200");
        X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        seen.add(shown.getSerialNumber());
        client
            .getClientSessionContext()
            .getIds()
            .asIterator()
            .forEachRemaining(id -> forget(client, id));
      }
      calls++;
    }
    return calls;
  }

  /** Only a full handshake looks at certificates. */
  private static void forget(SSLContext client, byte[] id) {
    var session = client.getClientSessionContext().getSession(id);
    if (session != null) {
      session.invalidate();
    }
  }

  private static ServiceTls tlsOf(String service) {
    certificates.write(service, certificates.issue(service));
    return ServiceTls.of(
        new DefaultSslBundleRegistry("services", certificates.bundle(service)), "services");
  }

  private static void refuses(SSLContext caller, String protocol) {
    int before = served.get();
    assertThatThrownBy(() -> call(caller, protocol)).isInstanceOf(IOException.class);
    assertThat(served).as("requests that came through").hasValue(before);
  }

  private static String call(SSLContext caller, String protocol) throws IOException {
    try (SSLSocket socket = connect(caller, protocol)) {
      return ask(socket);
    }
  }

  private static SSLSocket connect(SSLContext caller, String protocol) throws IOException {
    SSLSocket socket =
        (SSLSocket) caller.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    socket.setEnabledProtocols(new String[] {protocol});
    socket.startHandshake();
    return socket;
  }

  /** In TLS 1.3 the refusal of a client's certificate comes with the first read. */
  private static String ask(SSLSocket socket) throws IOException {
    socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  private static SSLContext showing(Issued issued) throws Exception {
    return contextOf(issued, certificates.authority.certificate());
  }

  /** A client that is not built of the suite's parts. */
  private static SSLContext contextOf(Issued issued, X509Certificate trusted) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (issued != null) {
      own.setKeyEntry(
          "own", issued.key(), new char[0], issued.chain().toArray(X509Certificate[]::new));
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
    keys.init(own, new char[0]);
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    roots.setCertificateEntry("root", trusted);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(roots);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Probe {
    @Bean
    RouteAuthorities open() {
      return requests -> requests.requestMatchers("/probe").permitAll();
    }

    @Bean
    Answer answer() {
      return new Answer();
    }
  }

  @RestController
  static class Answer {
    @GetMapping("/probe")
    String probe() {
      served.incrementAndGet();
      return "served";
    }
  }
}
