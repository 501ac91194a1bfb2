package io.aios.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The suite in containers, as docs/deployment.md says. Needs Docker with Compose 2, ten minutes for
 * the image, and port 8080.
 */
@Tag("docker")
class ComposeIT {
  private static final int PATIENCE_MINUTES = 20;
  private static final Path ROOT = Path.of("..");
  private static final String PROJECT = "aios-compose-it";

  private record Ran(int status, String out) {}

  @BeforeAll
  static void start() throws Exception {
    done("up", "--build", "--wait");
  }

  @AfterAll
  static void remove() throws Exception {
    done("down", "--volumes");
  }

  private static Ran compose(String... arguments) throws Exception {
    return compose(Path.of("/dev/null"), List.of(arguments));
  }

  private static Ran compose(Path input, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker", "compose", "-p", PROJECT));
    command.addAll(arguments);
    Path out = Files.createTempFile("compose", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(command + " did not end: " + Files.readString(out));
      }
      return new Ran(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
    }
  }

  private static String done(String... arguments) throws Exception {
    Ran ran = compose(arguments);
    assertThat(ran.status()).as(ran.out()).isZero();
    return ran.out();
  }

  private static String cli(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("run", "--rm", "-T", "cli"));
    all.addAll(List.of(arguments));
    return done(all.toArray(String[]::new));
  }

  private static void answersCalls() throws Exception {
    assertThat(cli("run", "python_run_code", "code=print(6*7)").lines().toList())
        .last()
        .isEqualTo("42");
  }

  /** Of an image with Python, and with whatever that container may reach. */
  private static Ran python(String container, String... lines) throws Exception {
    return compose("exec", "-T", container, "python3", "-c", String.join("\n", lines));
  }

  @Test
  void runsAndReplacesNoContainerByTheWay() throws Exception {
    String before = done("ps", "--quiet", "--no-trunc");

    assertThat(cli("status")).contains("UP").doesNotContain("DOWN");
    answersCalls();

    assertThat(done("ps", "--quiet", "--no-trunc")).isEqualTo(before);
  }

  @Test
  void provesTheSandboxInItsContainer() throws Exception {
    assertThat(cli("run", "python_selftest_sandbox"))
        .contains("available: true")
        .contains("no host files", "no capability", "no network but a loopback of its own");
  }

  @Test
  void offersSavedPlansAndCallsThem() throws Exception {
    Path plan = ROOT.resolve("docs/examples/sizes.yaml");
    Ran saved =
        compose(plan, List.of("run", "--rm", "-T", "cli", "plans", "save", "sizes", "-f", "-"));

    assertThat(saved.out()).contains("tool plan_sizes");
    assertThat(cli("run", "plan_sizes", "paths=[]")).contains("bytes: []");
  }

  @Test
  void answersNoServiceWithoutACertificate() throws Exception {
    for (String service :
        List.of("mcp-python:8000", "security-manager:8021", "orchestrator:9000")) {
      Ran ran =
          python(
              "gateway",
              "import ssl, urllib.request",
              "c = ssl.create_default_context()",
              "c.check_hostname = False",
              "c.verify_mode = ssl.CERT_NONE",
              "urllib.request.urlopen('https://" + service + "/actuator/health', context=c)");

      assertThat(ran.status()).as(service).isNotZero();
      assertThat(ran.out()).as(service).contains("CERTIFICATE_REQUIRED");
    }
  }

  @Test
  void letsServicesReachNothingOutside() throws Exception {
    Ran ran =
        python("mcp-python", "import socket", "socket.create_connection(('192.0.2.1', 9), 5)");

    assertThat(ran.status()).isNotZero();
    assertThat(ran.out()).contains("Network is unreachable");
  }

  @Test
  void publishesTheGatewayOnLoopbackAndNothingElse() throws Exception {
    assertThat(
            done("ps", "--format", "{{range .Publishers}}{{.URL}}:{{.PublishedPort}} {{end}}")
                .lines()
                .flatMap(line -> Stream.of(line.strip().split(" ")))
                .filter(address -> !address.isEmpty() && !address.endsWith(":0")))
        .containsExactly("127.0.0.1:8080");
  }

  /** Right after a start, too, when no service has opened all of its keys. */
  @Test
  void forgetsAMasterKeyWhenEverybodyHasWrappedByTheNewOne() throws Exception {
    answersCalls();
    done("restart", "gateway", "security-manager", "federation");
    done("up", "--wait");

    cli("secrets", "rotate");
    cli("secrets", "retire");

    answersCalls();
    assertThat(cli("secrets", "status")).contains("gateway-states.key", "tls-authority.p12");
  }
}
