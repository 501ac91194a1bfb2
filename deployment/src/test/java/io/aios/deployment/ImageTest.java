package io.aios.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.suite.JavaCommand;
import io.aios.launcher.suite.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImageTest {
  private static final Path ROOT = Path.of("..");

  private static String dockerfile() throws Exception {
    return Files.readString(ROOT.resolve("Dockerfile"));
  }

  @Test
  void hasAFolderToMountForEveryContainer() throws Exception {
    Matcher list = Pattern.compile("ARG CONTAINERS=\"([a-z -]+)\"").matcher(dockerfile());
    assertThat(list.find()).isTrue();
    List<String> expected = new ArrayList<>(Member.names());
    expected.addAll(List.of("postgres", "redis", "kafka"));

    assertThat(list.group(1).split(" ")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void doesNotRunAsRoot() throws Exception {
    Matcher user = Pattern.compile("(?m)^USER (.+)$").matcher(dockerfile());
    assertThat(user.find()).isTrue();
    assertThat(user.group(1)).isEqualTo("${UID}:${UID}");
    assertThat(dockerfile()).contains("ARG UID=10001");
    assertThat(user.find()).as("another user later").isFalse();
  }

  /** As on one machine, but for the heap, which follows the container's limit, and the log. */
  @Test
  void runsServicesWithTheSuitesFlags() throws Exception {
    List<String> flags = Files.readAllLines(ROOT.resolve("deployment/image/java.args"));
    List<String> suite =
        JavaCommand.flags("1m").stream()
            .filter(flag -> !flag.startsWith("-Xmx") && !flag.startsWith("-Dlogback."))
            .toList();

    assertThat(flags).containsAll(suite);
    assertThat(flags)
        .filteredOn(flag -> !suite.contains(flag))
        .containsExactly(
            "-XX:MaxRAMPercentage=50",
            "-Dlogback.configurationFile=aios-logback-console.xml",
            "-cp /opt/aios/lib/*");
    assertThat(ImageTest.class.getResource("/aios-logback-console.xml")).isNotNull();
  }

  @Test
  void startsClassesThatExist() throws Exception {
    Matcher classes =
        Pattern.compile("io\\.aios\\.[a-zA-Z.]+")
            .matcher(Files.readString(ROOT.resolve("deployment/image/entrypoint")));
    int found = 0;
    while (classes.find()) {
      assertThat(Class.forName(classes.group()).getMethods())
          .as(classes.group())
          .anyMatch(method -> method.getName().equals("main"));
      found++;
    }
    assertThat(found).isEqualTo(4);
  }
}
