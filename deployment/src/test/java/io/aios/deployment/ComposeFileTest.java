package io.aios.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.suite.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
  private static final Set<String> INFRASTRUCTURE = Set.of("postgres", "redis", "kafka");
  private static final Map<String, List<String>> OUTSIDE =
      Map.of(
          "gateway",
          List.of("services", "users"),
          "security-manager",
          List.of("services", "documents"),
          "federation",
          List.of("services", "servers"));
  private static final Path ROOT = Path.of("..");

  private Map<String, Object> file;
  private Map<String, Object> containers;

  @BeforeEach
  void read() throws Exception {
    file = Documents.of(Files.readString(ROOT.resolve("docker-compose.yml"))).getFirst();
    containers = Documents.object(file, "services");
  }

  @Test
  void hasAContainerForEachServiceAndWhatTheyNeed() {
    Set<String> expected = new TreeSet<>(Member.names());
    expected.addAll(INFRASTRUCTURE);
    expected.addAll(Set.of("launcher", "cli"));

    assertThat(containers.keySet()).isEqualTo(expected);
    for (String service : Member.names()) {
      assertThat(Documents.texts(containers, service, "command"))
          .containsExactly("service", service);
    }
  }

  /** Each build makes an image of its own, and Compose replaces containers whose image differs. */
  @Test
  void buildsOneImageOnce() {
    assertThat(containers.keySet())
        .filteredOn(name -> Documents.object(containers, name).containsKey("build"))
        .containsExactly("launcher");
    containers.forEach(
        (name, container) -> {
          if (!Set.of("postgres", "redis").contains(name)) {
            assertThat(Documents.text(container, "image")).as(name).startsWith("${AIOS_IMAGE:");
          }
        });
  }

  @Test
  void switchesMutualTlsOffNowhere() {
    containers.forEach(
        (name, container) -> {
          assertThat(text(container, "environment"))
              .as(name)
              .doesNotContain("aios_tls")
              .doesNotContain("aios.tls")
              .doesNotContain("spring_application_json");
          assertThat(text(container, "command")).as(name).doesNotContain("tls");
        });
  }

  @Test
  void showsEachContainerItsOwnFilesOnly() {
    containers.forEach(
        (name, container) -> {
          List<String> volumes = Documents.texts(container, "volumes");
          if (name.equals("cli")) {
            assertThat(volumes)
                .containsExactly(
                    "launcher-data:/var/lib/aios",
                    "security-manager-data:/srv/security-manager:ro");
          } else if (name.equals("launcher")) {
            for (String other : containers.keySet()) {
              if (!Set.of("launcher", "cli").contains(other)) {
                assertThat(volumes).contains(other + "-files:/srv/aios/" + other);
              }
            }
            assertThat(volumes).contains("security-manager-data:/srv/security-manager:ro");
          } else {
            assertThat(volumes).contains(name + "-files:/etc/aios:ro");
            assertThat(volumes)
                .filteredOn(volume -> !volume.startsWith("./"))
                .as(name)
                .allMatch(volume -> volume.matches(name + "-(files|data|run):.*"));
          }
        });
  }

  @Test
  void startsAContainerWhenItsFilesAndWhatItNeedsAreThere() {
    assertThat(Documents.texts(containers, "cli", "profiles")).as("is not started").hasSize(1);
    containers.remove("cli");
    containers.forEach(
        (name, container) -> {
          Documents.object(container, "depends_on")
              .forEach(
                  (other, how) ->
                      assertThat(Documents.text(how, "condition"))
                          .as(name + " waits for " + other)
                          .isEqualTo("service_healthy"));
          assertThat(Documents.list(container, "healthcheck", "test")).as(name).isNotEmpty();
          if (!name.equals("launcher")) {
            assertThat(waitsFor(name)).as(name).contains("launcher");
          }
        });
    for (Member member : Member.ALL_MEMBERS) {
      assertThat(waitsFor(member.name()))
          .as(member.name())
          .containsAll(member.needs().stream().map(Member.Needs::part).toList());
    }
  }

  private Set<String> waitsFor(String container) {
    Set<String> all = new HashSet<>();
    for (String other : Documents.object(containers, container, "depends_on").keySet()) {
      all.add(other);
      all.addAll(waitsFor(other));
    }
    return all;
  }

  @Test
  void takesEveryPrivilegeAway() {
    containers.forEach(
        (name, container) -> {
          assertThat(Documents.texts(container, "cap_drop")).as(name).containsExactly("ALL");
          assertThat(Documents.at(container, "read_only")).as(name).isEqualTo(true);
          assertThat(Documents.texts(container, "security_opt"))
              .as(name)
              .contains("no-new-privileges:true");
          assertThat(Documents.text(container, "user"))
              .as(name)
              .isNotIn("null", "root", "0")
              .doesNotStartWith("0:");
          assertThat(Documents.object(container))
              .as(name)
              .doesNotContainKeys("privileged", "cap_add");
        });
  }

  @Test
  void widensTheSystemCallFilterForTheSandboxOnly() {
    containers.forEach(
        (name, container) ->
            assertThat(Documents.texts(container, "security_opt").size() > 1)
                .as(name)
                .isEqualTo(Set.of("federation", "mcp-sysops", "mcp-python").contains(name)));
  }

  @Test
  void publishesTheGatewayOnLoopbackAndNothingElse() {
    containers.forEach(
        (name, container) -> {
          assertThat(Documents.texts(container, "ports"))
              .as(name)
              .isEqualTo(name.equals("gateway") ? List.of("127.0.0.1:8080:8080") : List.of());
          if (name.equals("cli")) {
            assertThat(Documents.text(container, "network_mode"))
                .isEqualTo("service:security-manager");
            assertThat(Documents.object(container)).doesNotContainKey("networks");
          } else {
            assertThat(Documents.texts(container, "networks"))
                .as(name)
                .isEqualTo(OUTSIDE.getOrDefault(name, List.of("services")));
          }
        });
    assertThat(Documents.at(file, "networks", "services", "internal")).isEqualTo(true);
  }

  @Test
  void holdsNoSecret() {
    containers.forEach(
        (name, container) ->
            Documents.object(container, "environment")
                .forEach(
                    (variable, value) -> {
                      if (variable.matches(".*(PASSWORD|SECRET|TOKEN|KEY).*")) {
                        assertThat(String.valueOf(value)).as(variable).startsWith("/etc/aios/");
                      }
                    }));
    assertThat(Documents.texts(containers, "redis", "command")).doesNotContain("--requirepass");
  }

  private static String text(Object container, String key) {
    return Documents.text(container, key).toLowerCase(Locale.ROOT);
  }
}
