package io.aios.launcher.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.machine.Ports;
import io.aios.launcher.settings.SuiteSettings;
import io.aios.launcher.suite.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service's process with nothing but the files that its container would see. */
class ServiceContainerIT {
  private static final long PATIENCE_SECONDS = 300;

  @TempDir Path directory;

  @Test
  void demandsCertificatesAndTellsItsStateWithoutOne() throws Exception {
    DataDirectory data = new DataDirectory(directory.resolve("data"));
    data.prepare();
    ServiceFiles files = new ServiceFiles(data, directory.resolve("services"), true);
    Containers.prepare(data, SuiteSettings.none(), files);
    Ports ports = new Ports();
    int port = ports.claimOrAny(0);
    int probes = ports.claimOrAny(0);
    Path log = directory.resolve("log");

    Process discovery = start(files.directory("discovery"), port, probes, log);
    try {
      awaitReady(discovery, probes, log);

      URI registry = URI.create("https://127.0.0.1:" + port + "/eureka/apps");
      assertThat(get(registry, OwnerTls.context(data)).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> get(registry, trusting(data))).isInstanceOf(IOException.class);
      assertThat(statusOf(URI.create("http://127.0.0.1:" + port + "/eureka/apps")))
          .as("without TLS")
          .isNotEqualTo(200);
      assertThat(get(URI.create("http://127.0.0.1:" + probes + "/eureka/apps"), null).statusCode())
          .isEqualTo(404);
      assertThat(Files.readString(log)).contains("\"service\":\"discovery\"");
    } finally {
      discovery.destroy();
      assertThat(discovery.waitFor(30, TimeUnit.SECONDS)).as("ends with a signal").isTrue();
    }
  }

  private static Process start(Path files, int port, int probes, Path log) throws IOException {
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    JavaCommand.flags("192m").stream()
        .filter(flag -> !flag.startsWith("-Dlogback."))
        .forEach(command::add);
    command.add("-Dlogback.configurationFile=aios-logback-console.xml");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(ServiceContainer.class.getName());
    command.add("discovery");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPRING_CONFIG_ADDITIONAL_LOCATION",
                "file:" + files + "/",
                "SERVER_PORT",
                "" + port,
                "AIOS_PROBES_PORT",
                "" + probes,
                "SPRING_SSL_BUNDLE_JKS_SERVICES_KEYSTORE_LOCATION",
                "file:" + files.resolve("tls.p12"),
                "SPRING_SSL_BUNDLE_JKS_SERVICES_TRUSTSTORE_LOCATION",
                "file:" + files.resolve("trust.p12")));
    return builder.start();
  }

  private static void awaitReady(Process process, int probes, Path log) throws Exception {
    URI readiness = URI.create("http://127.0.0.1:" + probes + "/actuator/health/readiness");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (statusOf(readiness) != 200) {
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      assertThat(System.nanoTime()).as(Files.readString(log)).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** 0 when there is no answer. */
  private static int statusOf(URI uri) throws InterruptedException {
    try {
      return get(uri, null).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private static HttpResponse<String> get(URI uri, SSLContext tls)
      throws IOException, InterruptedException {
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (tls != null) {
      client.sslContext(tls);
    }
    try (HttpClient http = client.build()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Believes the suite's authority and shows nothing. */
  private static SSLContext trusting(DataDirectory data) throws Exception {
    var store = java.security.KeyStore.getInstance("PKCS12");
    try (var content = Files.newInputStream(OwnerTls.trust(data))) {
      store.load(
          content, new io.aios.launcher.data.Secrets(data).get(OwnerTls.PASSWORD).toCharArray());
    }
    var trust = javax.net.ssl.TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
