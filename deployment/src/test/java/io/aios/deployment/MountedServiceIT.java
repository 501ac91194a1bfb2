package io.aios.deployment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.containers.ServiceContainer;
import io.aios.launcher.suite.JavaCommand;
import io.aios.platform.tls.CertificateAuthority;
import io.aios.platform.tls.CertificateAuthority.Issued;
import io.aios.platform.tls.Pkcs12;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service with the chart's own settings, its files as a kubelet mounts them. */
class MountedServiceIT {
  private static final String SERVICE = "discovery";
  private static final String PASSWORD = "for a test";
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1");
  private static final long PATIENCE_SECONDS = 300;

  @TempDir Path directory;

  private final CertificateAuthority authority = CertificateAuthority.create(Clock.systemUTC());
  private Process process;
  private int port;
  private int probes;

  @AfterEach
  void stop() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void demandsCertificatesAndShowsTheRenewedOne() throws Exception {
    Issued first = issue(SERVICE);
    MountedFiles files = files().putCertificate(first, authority.certificate());
    files.publish();
    start();
    awaitReady();

    SSLContext gateway = showing(issue("gateway"));
    assertThat(shownTo(gateway)).isEqualTo(first.certificate());
    assertThatThrownBy(() -> shownTo(showing(null))).isInstanceOf(IOException.class);
    var stranger = CertificateAuthority.create(Clock.systemUTC());
    assertThatThrownBy(() -> shownTo(showing(stranger.issue("gateway", HERE, Duration.ofDays(1)))))
        .isInstanceOf(IOException.class);

    Issued second = issue(SERVICE);
    files.putCertificate(second, authority.certificate()).publish();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!shownTo(showing(issue("gateway"))).equals(second.certificate())) {
      assertThat(System.nanoTime()).as("the renewed certificate is not shown").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private Issued issue(String service) {
    return authority.issue(service, HERE, Duration.ofDays(1));
  }

  /** All that the chart's volume holds, at a place where a test may write. */
  private MountedFiles files() throws IOException {
    RenderedChart chart;
    try (Cluster cluster = Cluster.start()) {
      chart = cluster.render();
    }
    MountedFiles files = new MountedFiles(directory.resolve("files"));
    Documents.object(chart.of("ConfigMap", RenderedChart.NAME + "-" + SERVICE), "data")
        .forEach(
            (name, text) ->
                files.put(name, String.valueOf(text).replace("/etc/aios/", directory + "/files/")));
    Map<String, Object> secrets =
        Documents.object(chart.of("Secret", RenderedChart.NAME + "-secrets"), "data");
    chart
        .mounted(SERVICE)
        .forEach(
            (source, path) -> {
              Object content = secrets.get(source.substring(source.indexOf('/') + 1));
              if (content != null && path.startsWith("secrets/")) {
                files.put(path, new String(Base64.getDecoder().decode("" + content), US_ASCII));
              }
            });
    return files;
  }

  private void start() throws IOException {
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket two = new ServerSocket(0)) {
      port = one.getLocalPort();
      probes = two.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(JavaCommand.flags("192m"));
    command.replaceAll(flag -> flag.replace("aios-logback.xml", "aios-logback-console.xml"));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(ServiceContainer.class.getName());
    command.add(SERVICE);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPRING_CONFIG_ADDITIONAL_LOCATION",
                "file:" + directory.resolve("files") + "/",
                "POD_IP",
                "127.0.0.1",
                "POD_NAME",
                "discovery-0",
                "SERVER_PORT",
                "" + port,
                "AIOS_PROBES_PORT",
                "" + probes));
    process = builder.start();
  }

  private Path log() {
    return directory.resolve("log");
  }

  private void awaitReady() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isReady()) {
      assertThat(process.isAlive()).as(Files.readString(log())).isTrue();
      assertThat(System.nanoTime()).as(Files.readString(log())).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private boolean isReady() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), probes)) {
      return ask(socket, "/actuator/health/readiness").startsWith("HTTP/1.1 200");
    } catch (IOException e) {
      return false;
    }
  }

  private static String ask(Socket socket, String path) throws IOException {
    socket.setSoTimeout(10_000);
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .getBytes(US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  /** The service's certificate, if it answers. */
  private X509Certificate shownTo(SSLContext caller) throws IOException {
    try (Socket socket =
        caller.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(ask(socket, "/eureka/apps")).startsWith("HTTP/1.1 200");
      return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }
  }

  /** Believes the authority, and shows a certificate when there is one. */
  private SSLContext showing(Issued own) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store(Pkcs12.ofTrusted(authority.certificate(), PASSWORD)));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
    keys.init(own == null ? null : store(Pkcs12.ofKey(own, PASSWORD)), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(byte[] content) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(content), PASSWORD.toCharArray());
    return store;
  }
}
