package io.aios.mcp.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who needs neither annotations, validation nor traces need not bring their libraries. */
class WithoutOptionalLibrariesTest {

  @Test
  void serves() throws IOException, InterruptedException {
    String all = System.getProperty("java.class.path");
    String few =
        Arrays.stream(all.split(File.pathSeparator))
            .filter(
                entry ->
                    !entry.matches(
                        ".*(networknt|victools|jakarta.validation|micrometer-tracing|opentelemetry).*"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(few.length()).isLessThan(all.length());

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                few,
                PlainApplication.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).contains(PlainApplication.ANSWER);
    assertThat(process.exitValue()).isZero();
  }
}
