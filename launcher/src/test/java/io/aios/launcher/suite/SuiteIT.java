package io.aios.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.cli.Capture;
import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.SuiteState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line starts, shows and stops a real suite, of its smallest service. */
class SuiteIT {
  @TempDir Path directory;

  private String data;

  @BeforeEach
  void build() throws Exception {
    Path app = Files.createDirectories(directory.resolve("app"));
    Files.writeString(app.resolve("suite.classpath"), System.getProperty("java.class.path"));
    System.setProperty("aios.app", app.toString());
    data = directory.resolve("data").toString();
  }

  @AfterEach
  void stop() {
    System.clearProperty("aios.app");
    new Capture().run("down", "--data", data);
  }

  private Capture up(String... more) {
    Capture capture = new Capture();
    String[] arguments = {
      "up",
      "--detach",
      "--no-aot-cache",
      "--data",
      data,
      "--services",
      "discovery",
      "--port",
      "discovery=0"
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    assertThat(capture.run(all)).as(capture.err()).isZero();
    return capture;
  }

  /** A process for each service: {@code IsolatedIT}. */
  @Test
  void startsShowsAndStopsAndStartsAgainAfterItWasKilled() throws Exception {
    assertThat(up("--property", "aios.tls.enabled=true").err())
        .contains("discovery")
        .contains("AIOS is ready");
    checkRunning();

    SuiteState killed = SuiteState.running(new DataDirectory(Path.of(data))).orElseThrow();
    ProcessHandle process = ProcessHandle.of(killed.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
    assertThat(new Capture().run("status", "--data", data)).isEqualTo(4);
    assertThat(up().err()).contains("AIOS is ready");
    checkStops();
  }

  private void checkRunning() {
    Capture status = new Capture();
    assertThat(status.run("status", "--data", data)).as(status.out()).isZero();
    assertThat(status.out()).contains("discovery").contains("UP").contains("one-jvm");

    Capture second = new Capture();
    assertThat(second.run("up", "--detach", "--data", data)).isEqualTo(1);
    assertThat(second.err()).contains("a suite is running already").contains("aios down");

    Capture logs = new Capture();
    assertThat(logs.run("logs", "discovery", "--data", data)).isZero();
    assertThat(logs.out()).contains("Started Eureka Server");
  }

  private void checkStops() {
    assertThat(new Capture().run("down", "--data", data)).isZero();
    assertThat(new Capture().run("status", "--data", data)).isEqualTo(4);
  }

  @Test
  void saysWhatIsWrongWithItsConfiguration() throws Exception {
    Path config = Files.createDirectories(Path.of(data, "config"));
    Files.writeString(config.resolve("aios.yml"), "aios: {launcher: {port: 1}}\n");
    Capture capture = new Capture();
    assertThat(capture.run("up", "--detach", "--data", data)).isEqualTo(1);
    assertThat(capture.err()).contains("aios.yml").contains("port").doesNotContain("\tat ");
  }
}
