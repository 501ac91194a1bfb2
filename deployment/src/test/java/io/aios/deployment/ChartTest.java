package io.aios.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.aios.launcher.suite.Member;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
