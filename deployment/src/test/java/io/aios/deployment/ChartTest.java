package io.aios.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.aios.launcher.suite.Member;
import io.aios.platform.secrets.MasterKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, by Helm itself, with its defaults where nothing else is said. */
class ChartTest {
  private static final String NAME = RenderedChart.NAME;

  private static Cluster cluster;
  private static RenderedChart chart;

  @BeforeAll
  static void render() throws Exception {
    cluster = Cluster.start();
    chart = cluster.render();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  static Stream<Member> services() {
    return Member.ALL_MEMBERS.stream();
  }

  @Test
  void passesHelmsOwnChecks() {
    LintResult result = new Helm(RenderedChart.CHART).lint().strict().call();

    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @Test
  void runsEveryServiceOfTheSuiteAndNoOther() {
    List<String> workloads =
        Stream.concat(chart.of("Deployment").stream(), chart.of("StatefulSet").stream())
            .map(each -> Documents.text(each, "metadata", "labels", "app.kubernetes.io/name"))
            .toList();

    assertThat(workloads).containsExactlyInAnyOrderElementsOf(Member.names());
  }

  @ParameterizedTest
  @MethodSource("services")
  void turnsMutualTlsOnWithACertificateOfTheServicesName(Member service) throws Exception {
    String name = service.name();
    Map<String, Object> certificate =
        Documents.object(chart.of("Certificate", NAME + "-" + name), "spec");
    assertThat(Documents.texts(certificate, "uris")).containsExactly("spiffe://aios/" + name);
    assertThat(Documents.texts(certificate, "dnsNames")).contains(name, NAME + "-" + name);
    assertThat(Documents.texts(certificate, "usages")).contains("server auth", "client auth");
    assertThat(Documents.text(certificate, "duration")).isEqualTo("24h");
    assertThat(Documents.text(certificate, "issuerRef", "name")).isEqualTo(NAME + "-authority");
    String secret = Documents.text(certificate, "secretName");

    assertThat(chart.mounted(name))
        .containsEntry(secret + "/tls.crt", "tls.crt")
        .containsEntry(secret + "/tls.key", "tls.key")
        .containsEntry(secret + "/ca.crt", "ca.crt");
    assertThat(Documents.objects(chart.container(name), "volumeMounts"))
        .contains(Map.of("name", "files", "mountPath", "/etc/aios", "readOnly", true));

    Map<String, Object> configuration = chart.configuration(name);
    assertThat(Documents.at(configuration, "aios.tls", "enabled")).isEqualTo(true);
    assertThat(Documents.texts(configuration, "aios.tls", "callers"))
        .containsExactlyInAnyOrderElementsOf(callers(name));
    Map<String, Object> bundle = Documents.object(configuration, "spring.ssl.bundle.pem.services");
    assertThat(bundle).containsEntry("reload-on-update", true);
    assertThat(Documents.text(bundle, "keystore", "certificate"))
        .isEqualTo("file:/etc/aios/tls.crt");
    assertThat(Documents.text(bundle, "keystore", "private-key"))
        .isEqualTo("file:/etc/aios/tls.key");
    assertThat(Documents.text(bundle, "truststore", "certificate"))
        .isEqualTo("file:/etc/aios/ca.crt");
    configuration.forEach(
        (key, value) -> {
          if (key.contains("url") && !key.contains("datasource")) {
            assertThat(String.valueOf(value)).as(key).startsWith("https://" + NAME + "-");
          }
        });
  }

  /** Who is let in, as the service itself has it. */
  private static List<String> callers(String service) throws IOException {
    for (String file : List.of(service + ".yml", "aios-defaults.yml")) {
      try (var content = ChartTest.class.getResourceAsStream("/" + file)) {
        List<String> callers =
            Documents.texts(
                Documents.of(new String(content.readAllBytes(), UTF_8)).getFirst(),
                "aios",
                "tls",
                "callers");
        if (!callers.isEmpty()) {
          return callers;
        }
      }
    }
    throw new AssertionError("No callers of " + service);
  }

  @Test
  void letsOrchestratorsCallTheGatewayWhereCertificatesAreDemanded() {
    assertThat(Documents.at(chart.configuration("gateway"), "aios.tls", "port")).isEqualTo(8443);
    assertThat(chart.configuration("orchestrator"))
        .containsEntry("aios.orchestrator.gateway.url", "https://" + NAME + "-gateway:8443");
  }

  @ParameterizedTest
  @MethodSource("services")
  void takesEveryPrivilegeAway(Member service) {
    Map<String, Object> pod = chart.pod(service.name());
    assertThat(pod).containsEntry("automountServiceAccountToken", false);
    assertThat(pod).doesNotContainKeys("hostNetwork", "hostPID", "hostIPC");
    assertThat(Documents.at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
    assertThat(Documents.text(pod, "securityContext", "seccompProfile", "type"))
        .isEqualTo("RuntimeDefault");
    for (String kind : List.of("containers", "initContainers")) {
      for (Map<String, Object> container : Documents.objects(pod, kind)) {
        Map<String, Object> context = Documents.object(container, "securityContext");
        assertThat(context)
            .containsEntry("allowPrivilegeEscalation", false)
            .containsEntry("readOnlyRootFilesystem", true)
            .doesNotContainKeys("privileged", "procMount");
        assertThat(Documents.texts(context, "capabilities", "drop")).containsExactly("ALL");
        assertThat(Documents.text(container, "resources", "limits", "memory")).endsWith("i");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void asksForItsStateOnThePortForProbes(Member service) {
    Map<String, Object> container = chart.container(service.name());
    assertThat(Documents.objects(container, "ports"))
        .contains(Map.of("name", "probes", "containerPort", 8090))
        .contains(Map.of("name", "service", "containerPort", service.port()));
    assertThat(chart.configuration(service.name()))
        .containsEntry("aios.probes.port", 8090)
        .containsEntry("server.port", service.port());
    for (String probe : List.of("startupProbe", "livenessProbe")) {
      assertThat(Documents.object(container, probe, "httpGet"))
          .isEqualTo(Map.of("path", "/actuator/health/liveness", "port", "probes"));
    }
    assertThat(Documents.object(container, "readinessProbe", "httpGet"))
        .isEqualTo(Map.of("path", "/actuator/health/readiness", "port", "probes"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void givesAServiceItsOwnSecretsOnly(Member service) {
    Map<String, String> mounted = chart.mounted(service.name());
    for (String other : Member.names()) {
      String account = NAME + "-secrets/account-" + other;
      String states = NAME + "-secrets/states-" + other;
      boolean own = other.equals(service.name());
      assertThat(mounted.containsKey(account))
          .as(account)
          .isEqualTo(own || service.name().equals("security-manager"));
      assertThat(mounted.containsKey(states)).as(states).isEqualTo(own);
      assertThat(mounted.containsKey(NAME + "-" + other + "-tls/tls.key")).isEqualTo(own);
    }
    assertThat(mounted.containsKey("aios-postgres/password"))
        .isEqualTo(service.needs().contains(Member.Needs.POSTGRES));
    assertThat(mounted.containsKey("aios-redis/password"))
        .isEqualTo(service.needs().contains(Member.Needs.REDIS));
    assertThat(mounted.containsKey("aios-kafka/sasl.jaas.config"))
        .isEqualTo(service.needs().contains(Member.Needs.KAFKA));
  }

  @Test
  void writesNoSecretWhereEverybodyReads() {
    String secrets =
        chart.of("Secret").stream()
            .map(secret -> Documents.object(secret, "data"))
            .flatMap(data -> data.values().stream())
            .map(String::valueOf)
            .reduce("", String::concat);
    assertThat(secrets).isNotEmpty();
    for (Map<String, Object> each : chart.objects()) {
      if (!"Secret".equals(each.get("kind"))) {
        for (Object value : Documents.object(chart.of("Secret").getFirst(), "data").values()) {
          String plain = new String(Base64.getDecoder().decode(String.valueOf(value)), UTF_8);
          assertThat(each.toString()).doesNotContain(String.valueOf(value)).doesNotContain(plain);
        }
      }
    }
    for (Map<String, Object> map : chart.of("ConfigMap")) {
      assertThat(Documents.object(map, "data").toString())
          .doesNotContainPattern("(?i)(password|client-secret|jaas.config) *[:=]");
    }
  }

  @Test
  void makesAMasterKeyThatTheSuiteReads(@TempDir Path directory) throws Exception {
    Map<String, Object> data = Documents.object(chart.of("Secret", NAME + "-secrets"), "data");
    Path file = directory.resolve("master-keys.json");
    Files.write(file, Base64.getDecoder().decode(String.valueOf(data.get("master-keys.json"))));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(new MasterKeyFile(file).read().ids()).hasSize(1);
    assertThat(Base64.getDecoder().decode(String.valueOf(data.get("privacy-key")))).hasSize(64);
    assertThat(Base64.getDecoder().decode(String.valueOf(data.get("states-gateway")))).hasSize(32);
    RenderedChart again = cluster.render();
    assertThat(Documents.text(again.of("Secret", NAME + "-secrets"), "data", "master-keys.json"))
        .as("another release's")
        .isNotEqualTo(data.get("master-keys.json"));
  }

  @Test
  void makesNoSecretWhereOneIsGiven() {
    RenderedChart given = cluster.render("secrets.existingSecret", "mine");

    assertThat(given.of("Secret")).isEmpty();
    assertThat(given.mounted("gateway"))
        .containsEntry("mine/account-gateway", "secrets/aios.security.client-secret");
  }

  @Test
  void closesTheNetworkButForThoseWhoMayCall() throws Exception {
    Map<String, Object> all = Documents.object(chart.of("NetworkPolicy", NAME), "spec");
    assertThat(Documents.texts(all, "policyTypes")).containsExactly("Ingress", "Egress");
    assertThat(all).doesNotContainKey("ingress");
    assertThat(Documents.object(all, "podSelector", "matchLabels"))
        .isEqualTo(Map.of("app.kubernetes.io/instance", RenderedChart.RELEASE));

    for (Member service : Member.ALL_MEMBERS) {
      Map<Integer, List<String>> from = peers(service.name(), "ingress", "from");
      int port = service.name().equals("gateway") ? 8443 : service.port();
      List<String> callers = callers(service.name());
      assertThat(from.get(port)).as(service.name()).containsExactlyInAnyOrderElementsOf(callers);
      assertThat(from.keySet())
          .as(service.name())
          .hasSize(service.name().equals("gateway") ? 2 : 1);
      for (String caller : callers) {
        if (Member.names().contains(caller)) {
          assertThat(peers(caller, "egress", "to").get(port))
              .as(caller + " to " + service.name())
              .contains(service.name());
        }
      }
    }
    assertThat(peers("gateway", "ingress", "from").get(8080)).as("users").isEmpty();
  }

  /** The names of the services that a policy lets through, by port; {@code *} for all of them. */
  private static Map<Integer, List<String>> peers(String service, String way, String end) {
    Map<Integer, List<String>> peers = new TreeMap<>();
    for (Map<String, Object> rule :
        Documents.objects(chart.of("NetworkPolicy", NAME + "-" + service), "spec", way)) {
      int port = (Integer) Documents.at(rule, "ports", 0, "port");
      List<String> names =
          Documents.objects(rule, end).stream()
              .map(peer -> Documents.object(peer, "podSelector", "matchLabels"))
              .map(labels -> String.valueOf(labels.getOrDefault("app.kubernetes.io/name", "*")))
              .toList();
      peers.merge(port, names, (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
    }
    return peers;
  }

  @Test
  void opensTheSandboxForThoseThatRunPrograms() {
    RenderedChart open = cluster.render("sandbox.enabled", "true");

    for (String service : Member.names()) {
      boolean runsPrograms = List.of("federation", "mcp-sysops", "mcp-python").contains(service);
      assertThat(open.pod(service).get("hostUsers")).isEqualTo(runsPrograms ? false : null);
      assertThat(Documents.at(open.container(service), "securityContext", "procMount"))
          .isEqualTo(runsPrograms ? "Unmasked" : null);
      assertThat(Documents.text(open.pod(service), "securityContext", "seccompProfile", "type"))
          .isEqualTo(runsPrograms ? "Localhost" : "RuntimeDefault");
    }
  }

  @Test
  void publishesTheGatewayWhenAskedTo() {
    assertThat(chart.of("Ingress")).isEmpty();

    RenderedChart published =
        cluster.render(
            "ingress.enabled",
            "true",
            "ingress.host",
            "a.example.org",
            "ingress.tlsSecret",
            "users");
    Map<String, Object> ingress = published.of("Ingress", NAME);
    assertThat(Documents.text(ingress, "spec", "tls", 0, "secretName")).isEqualTo("users");
    assertThat(
            Documents.text(
                ingress, "spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"))
        .isEqualTo(NAME + "-gateway");
    assertThat(published.configuration("gateway"))
        .containsEntry("aios.security.issuer", "https://a.example.org")
        .containsEntry("aios.gateway.allowed-hosts", "a.example.org");
  }

  @Test
  void passesOnWhatTheOwnerSets() {
    RenderedChart set =
        cluster.render(
            "config.logging\\.level\\.root", "debug",
            "services.gateway.config.logging\\.level\\.root", "warn");

    assertThat(own(set, "gateway")).contains("logging.level.root: warn");
    assertThat(own(set, "orchestrator")).contains("logging.level.root: debug");
    assertThat(Documents.texts(set.configuration("gateway"), "spring.config.import"))
        .containsExactly("file:/etc/aios/own.yml", "configtree:/etc/aios/secrets/");
  }

  private static String own(RenderedChart rendered, String service) {
    return Documents.text(rendered.of("ConfigMap", NAME + "-" + service), "data", "own.yml");
  }

  @Test
  void keepsOneOfSeveralPodsThroughADrain() {
    assertThat(chart.of("PodDisruptionBudget"))
        .extracting(each -> Documents.text(each, "metadata", "name"))
        .containsExactlyInAnyOrder(NAME + "-gateway", NAME + "-orchestrator");
  }

  @Test
  void leavesMutualTlsOutOnlyWhenToldTo() {
    RenderedChart open = cluster.render("tls.enabled", "false");

    assertThat(open.of("Certificate")).isEmpty();
    assertThat(open.configuration("gateway")).containsEntry("aios.tls.enabled", false);
  }

  @Test
  void keepsTheSecretsThatItMadeBefore() {
    Map<String, Object> made = Documents.object(chart.of("Secret", NAME + "-secrets"), "data");
    cluster.put(NAME + "-secrets", made);
    try {
      assertThat(Documents.object(cluster.render().of("Secret", NAME + "-secrets"), "data"))
          .isEqualTo(made);
    } finally {
      cluster.clear();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tls.enable=true",
        "services.gateway.port=0",
        "services.gateway.kalls=1",
        "issuer=example.org",
        "ingress.enabled=true"
      })
  void refusesValuesThatMakeNoSense(String setting) {
    String name = setting.substring(0, setting.indexOf('='));

    assertThatThrownBy(() -> cluster.render(name, setting.substring(name.length() + 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("values don't meet the specifications");
  }
}
