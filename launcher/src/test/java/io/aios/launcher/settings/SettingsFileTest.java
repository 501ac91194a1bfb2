package io.aios.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.data.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path directory;

  private SuiteSettings read(String text) throws IOException {
    return SettingsFile.read(Files.writeString(directory.resolve("aios.yml"), text));
  }

  @Test
  void isEmptyWithoutAFile() {
    assertThat(SettingsFile.read(directory.resolve("none.yml"))).isEqualTo(SuiteSettings.none());
  }

  @Test
  void separatesTheLaunchersKeysFromTheServicesProperties() throws IOException {
    SuiteSettings settings =
        read(
            """
            aios:
              launcher:
                ports: {gateway: 8081}
              gateway:
                roots: [/a, /b]
            spring.kafka.bootstrap-servers: kafka:9092
            """);
    assertThat(settings.ports()).containsExactly(Map.entry("gateway", 8081));
    assertThat(settings.properties())
        .containsOnly(
            Map.entry("aios.gateway.roots[0]", "/a"),
            Map.entry("aios.gateway.roots[1]", "/b"),
            Map.entry("spring.kafka.bootstrap-servers", "kafka:9092"));
    assertThat(settings.isExternal("kafka")).isTrue();
    assertThat(settings.isExternal("postgres")).isFalse();
  }

  @Test
  void refusesAnUnknownKeyOfTheLauncherByName() {
    assertThatThrownBy(() -> read("aios:\n  launcher:\n    prots: {}\n"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("prots")
        .hasMessageContaining("ports, isolated, services and heap");
  }

  @Test
  void letsOptionsWin() throws IOException {
    SuiteSettings options =
        new SuiteSettings(Map.of("gateway", 0), true, List.of("discovery"), "1g", Map.of("a", "b"));
    SuiteSettings settings = read("aios.launcher: {}\na: c\nd: e\n").overriddenBy(options);
    assertThat(settings.ports()).containsEntry("gateway", 0);
    assertThat(settings.properties()).containsEntry("a", "b").containsEntry("d", "e");
    assertThat(settings.isolated()).isTrue();
  }
}
