package io.aios.sysops;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import io.aios.mcp.client.ToolAnswer;
import io.aios.testkit.mcp.McpServerKit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole server over HTTP. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.config.name=mcp-sysops", "spring.application.name=mcp-sysops"})
class SysopsServerIT extends McpServerKit {
  @TempDir static Path data;

  @DynamicPropertySource
  static void dataDirectory(DynamicPropertyRegistry registry) {
    registry.add("aios.data-dir", () -> data.toString());
  }

  private JsonNode structured(String tool, ObjectNode arguments) {
    ToolAnswer answer = call(tool, arguments);
    assertThat(answer.isError()).as(answer.text()).isFalse();
    return Objects.requireNonNull(answer.structuredContent());
  }

  private static ObjectNode path(Path path) {
    return McpJson.object().put("path", path.toString());
  }

  @Test
  void listsOwnProcessWithItsMeasure() {
    long pid = ProcessHandle.current().pid();
    JsonNode listing =
        structured(
            "sysops_list_processes",
            McpJson.object().put("sort", "pid").put("limit", 1000).put("cpuOver", "lifetime"));
    assertThat(listing.path("cpuOver").asString("")).isEqualTo("lifetime");
    assertThat(listing.path("processes"))
        .anySatisfy(
            process -> {
              assertThat(process.path("pid").asLong(0)).isEqualTo(pid);
              assertThat(process.path("memoryBytes").asLong(0)).isGreaterThan(10_000_000);
            });
  }

  @Test
  void namesTheOwnerOfAListeningPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      JsonNode answer =
          structured(
              "sysops_list_listening_ports", McpJson.object().put("port", socket.getLocalPort()));
      JsonNode port = answer.path("sockets").path(0);
      assertThat(port.path("pid").asLong(0)).isEqualTo(ProcessHandle.current().pid());
      assertThat(port.path("process").asString("")).isEqualTo("java");
    }
  }

  @Test
  void writesReadsFindsAndDeletesFileInTheWorkspace() {
    Path file = data.resolve("workspace/note.txt");
    structured("sysops_write_file", path(file).put("content", "one\ntwo\n"));
    JsonNode read = structured("sysops_read_file", path(file).put("offset", 1));
    assertThat(read.path("text").asString("")).isEqualTo("two\n");
    JsonNode large = structured("sysops_find_large_files", path(file.getParent()));
    assertThat(large.path("files").path(0).path("path").asString("")).endsWith("note.txt");
    assertThat(large.path("files").path(0).path("bytes").asLong(0)).isEqualTo(8);
    structured("sysops_delete_file", path(file));
    assertThat(file).doesNotExist();
  }

  @Test
  void refusesTheSuitesSecretsNamingTheWayOut() throws IOException {
    Path secrets = Files.createDirectories(data.resolve("secrets"));
    Path secret = Files.writeString(secrets.resolve("key"), "hidden");
    ToolAnswer answer = call("sysops_read_file", path(secret));
    assertThat(answer.isError()).isTrue();
    assertThat(answer.text())
        .contains("path-belongs-to-suite", "workspace")
        .doesNotContain("hidden");
  }

  @Test
  void measuresMachineAndControlGroup() {
    JsonNode memory = structured("sysops_get_memory_information", McpJson.object());
    long total = memory.path("totalBytes").asLong(0);
    assertThat(memory.path("usableBytes").asLong(0)).isBetween(1L, total);
    JsonNode cpu = structured("sysops_get_cpu_information", McpJson.object());
    assertThat(cpu.path("logicalCpus").asInt(0)).isPositive();
    JsonNode disks = structured("sysops_get_disk_usage", McpJson.object());
    assertThat(disks.path("fileSystems"))
        .anySatisfy(disk -> assertThat(disk.path("mountPoint").asString("")).isEqualTo("/"));
  }

  @Test
  void runsProgramInTheSandboxAndKeepsItsOutput() {
    ObjectNode arguments = McpJson.object().put("input", "given");
    arguments.putArray("command").add("sh").add("-c").add("cat; echo bad >&2; exit 3");
    ToolAnswer answer = call("sysops_exec_program", arguments);
    JsonNode outcome = Objects.requireNonNull(answer.structuredContent());
    assertThat(answer.isError()).isTrue();
    assertThat(outcome.path("exitStatus").asInt(0)).isEqualTo(3);
    assertThat(outcome.path("stdout").asString("")).isEqualTo("given");
    assertThat(outcome.path("stderr").asString("")).isEqualTo("bad\n");
  }

  @Test
  void keepsOutputOfProgramThatIsEndedAtItsTimeout() {
    ObjectNode arguments = McpJson.object().put("timeoutSeconds", 1);
    arguments.putArray("command").add("sh").add("-c").add("echo begun; sleep 60");
    ToolAnswer answer = call("sysops_exec_program", arguments);
    JsonNode outcome = Objects.requireNonNull(answer.structuredContent());
    assertThat(outcome.path("ended").asString("")).isEqualTo("WALL_TIME");
    assertThat(outcome.path("stdout").asString("")).isEqualTo("begun\n");
  }

  @Test
  void givesProgramsNeitherNetworkNorTheSuitesData() throws IOException {
    Files.createDirectories(data.resolve("workspace"));
    ObjectNode arguments = McpJson.object();
    arguments
        .putArray("command")
        .add("sh")
        .add("-c")
        .add("ls " + data + "; tail -n +3 /proc/net/dev | cut -d: -f1; id -u");
    JsonNode outcome =
        Objects.requireNonNull(call("sysops_exec_program", arguments).structuredContent());
    assertThat(outcome.path("stdout").asString(""))
        .doesNotContain("workspace", "eth")
        .contains("lo");
    assertThat(outcome.path("stdout").asString("").strip()).doesNotEndWith("\n0");
  }

  @ParameterizedTest
  @CsvSource({
    "sysops_get_service_status, unit, 'ssh.service x'",
    "sysops_get_package, name, --help",
    "sysops_get_package, name, 'bash;id'"
  })
  void refusesNamesThatAreOptionsOrMore(String tool, String argument, String value) {
    ToolAnswer answer = call(tool, McpJson.object().put(argument, value));
    assertThat(answer.isError()).isTrue();
    assertThat(answer.text()).startsWith("schema-violation");
  }

  @Test
  void tellsThePolicyThatBindsIt() {
    JsonNode policy = structured("sysops_get_policy", McpJson.object());
    assertThat(policy.path("writeRoots").path(0).asString("")).endsWith("workspace");
    assertThat(policy.path("privateNames").toString()).contains(".ssh");
  }

  @Test
  void staysUpWithoutOptionalBackEndsAndNamesThem() throws Exception {
    URI health = endpoint().resolve("/actuator/health");
    try (HttpClient http = HttpClient.newHttpClient()) {
      String body =
          http.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      JsonNode backEnds = McpJson.MAPPER.readTree(body).path("components").path("backEnd");
      assertThat(backEnds.path("status").asString("")).as(body).isEqualTo("UP");
      assertThat(backEnds.path("details").propertyNames())
          .contains("files", "systemd", "journal", "packages", "sandbox", "file-names");
    }
  }
}
