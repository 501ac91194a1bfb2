package io.aios.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.suite.Member;
import io.aios.platform.secrets.MasterKeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What secrets the chart makes, and who sees which. */
class ChartSecretsTest {
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

  @Test
  void makesNoSecretWhereOneIsGiven() {
    RenderedChart given = cluster.render("secrets.existingSecret", "mine");

    assertThat(given.of("Secret")).isEmpty();
    assertThat(given.mounted("gateway"))
        .containsEntry("mine/account-gateway", "secrets/aios.security.client-secret");
  }
}
