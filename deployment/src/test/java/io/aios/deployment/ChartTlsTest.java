package io.aios.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.suite.Member;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates of the chart, and the network policies that go with them. */
class ChartTlsTest {
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

  @Test
  void leavesMutualTlsOutOnlyWhenToldTo() {
    RenderedChart open = cluster.render("tls.enabled", "false");

    assertThat(open.of("Certificate")).isEmpty();
    assertThat(open.configuration("gateway")).containsEntry("aios.tls.enabled", false);
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
}
