package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access policies: check, put, try and activate. */
@Command(
    name = "policy",
    description = "Lists, checks, tries and activates access policies.",
    mixinStandardHelpOptions = true)
final class PolicyCommand {
  private static final String PATH = "/api/v1/policies";

  private final Terminal terminal;

  PolicyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      description = "Versions, and which one is in force.",
      mixinStandardHelpOptions = true)
  int list(@Mixin DataOption data) throws IOException, InterruptedException {
    JsonNode overview = get(data, PATH);
    Table table = new Table("VERSION", "IN FORCE", "AUTHOR", "CREATED", "NOTE");
    for (JsonNode version : overview.path("versions")) {
      table.row(
          version.path("version").asString(),
          version.path("active").asBoolean(false) ? "yes" : "",
          version.path("author").asString(""),
          version.path("createdAt").asString(""),
          version.path("note").asString(""));
    }
    table.lines().forEach(terminal::print);
    if (overview.path("activeVersion").asLong(0) == 0) {
      terminal.say("No version is in force: scopes alone decide");
    }
    return 0;
  }

  @Command(
      name = "show",
      description = "A version's files and tests.",
      mixinStandardHelpOptions = true)
  int show(@Mixin DataOption data, @Parameters(paramLabel = "VERSION") long version)
      throws IOException, InterruptedException {
    JsonNode draft = get(data, PATH + "/" + version).path("draft");
    draft
        .path("files")
        .properties()
        .forEach(
            file -> {
              terminal.print("// " + file.getKey());
              terminal.print(file.getValue().asString(""));
            });
    return 0;
  }

  @Command(
      name = "check",
      description = "Compiles and tests the *.cedar and tests.json of a directory.",
      mixinStandardHelpOptions = true)
  int check(@Mixin DataOption data, @Parameters(paramLabel = "DIRECTORY") Path directory)
      throws IOException, InterruptedException {
    return results(post(data, PATH + "/validate", upload(directory, "")));
  }

  @Command(
      name = "put",
      description = "Stores a directory's policies as a new version.",
      mixinStandardHelpOptions = true)
  int put(
      @Mixin DataOption data,
      @Parameters(paramLabel = "DIRECTORY") Path directory,
      @Option(names = "--note", defaultValue = "", description = "Why") String note)
      throws IOException, InterruptedException {
    JsonNode stored = post(data, PATH, upload(directory, note));
    terminal.print("Version " + stored.path("version").asString());
    return 0;
  }

  @Command(name = "test", description = "Runs a version's tests.", mixinStandardHelpOptions = true)
  int test(@Mixin DataOption data, @Parameters(paramLabel = "VERSION") long version)
      throws IOException, InterruptedException {
    return results(post(data, PATH + "/" + version + "/test", Map.of()));
  }

  @Command(
      name = "replay",
      description = "Says which recorded calls a version would decide otherwise.",
      mixinStandardHelpOptions = true)
  int replay(
      @Mixin DataOption data,
      @Parameters(paramLabel = "VERSION") long version,
      @Option(
              names = "--records",
              defaultValue = "10000",
              description =
                  "How many of the last audit records are read (default: ${DEFAULT-VALUE})")
          int records)
      throws IOException, InterruptedException {
    Map<String, String> risks = new TreeMap<>();
    for (JsonNode tool : get(data, "/api/v1/tools").path("tools")) {
      risks.put(
          tool.path("name").asString(""), tool.path("_meta").path("io.aios/risk").asString("read"));
    }
    JsonNode report =
        post(data, PATH + "/" + version + "/replay", Map.of("records", records, "risks", risks));
    Table table = new Table("CALLS", "USER", "CLIENT", "TOOL", "WAS", "WOULD BE", "BY");
    for (JsonNode difference : report.path("differences")) {
      table.row(
          difference.path("calls").asString(),
          difference.path("subject").asString(""),
          difference.path("client").asString(""),
          difference.path("tool").asString(""),
          difference.path("was").asString(""),
          difference.path("wouldBe").asString(""),
          String.join(
              ", ", difference.path("policies").valueStream().map(id -> id.asString("")).toList()));
    }
    table.lines().forEach(terminal::print);
    terminal.say(
        "%s calls replayed, %s of unknown tools left out"
            .formatted(report.path("replayed").asString(), report.path("unknownTool").asString()));
    List<String> missing =
        report.path("notRecorded").valueStream().map(name -> name.asString("")).toList();
    if (!missing.isEmpty()) {
      terminal.say(
          "Records do not hold what the policies read as context.%s: calls that it decides about may be decided otherwise"
              .formatted(String.join(", context.", missing)));
    }
    return 0;
  }

  @Command(
      name = "activate",
      description = "Brings a version into force, if its tests hold.",
      mixinStandardHelpOptions = true)
  int activate(@Mixin DataOption data, @Parameters(paramLabel = "VERSION") long version)
      throws IOException, InterruptedException {
    return inForce(post(data, PATH + "/" + version + "/activate", Map.of()));
  }

  @Command(
      name = "rollback",
      description = "Brings back the version that was in force before.",
      mixinStandardHelpOptions = true)
  int rollback(@Mixin DataOption data) throws IOException, InterruptedException {
    return inForce(post(data, PATH + "/rollback", Map.of()));
  }

  private int inForce(JsonNode activation) {
    terminal.print("Version " + activation.path("version").asString() + " is in force");
    return 0;
  }

  private int results(JsonNode tests) {
    for (JsonNode result : tests.path("results")) {
      terminal.print(
          "%s  %s: %s"
              .formatted(
                  result.path("passed").asBoolean(false) ? "ok  " : "FAIL",
                  result.path("name").asString(""),
                  result.path("decided").asString("")));
    }
    boolean passed = tests.path("passed").asBoolean(false);
    terminal.say(passed ? "The policies compile and their tests hold" : "Tests fail");
    return passed ? 0 : CommandFailure.FAILED;
  }

  private static Map<String, Object> upload(Path directory, String note) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.cedar")) {
      for (Path file : found) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    Path tests = directory.resolve("tests.json");
    JsonMapper json = JsonMapper.builder().build();
    JsonNode cases =
        Files.exists(tests) ? json.readTree(Files.readString(tests)) : json.createArrayNode();
    return Map.of("files", files, "tests", cases, "note", note);
  }

  private static JsonNode get(DataOption data, String path)
      throws IOException, InterruptedException {
    try (Gateway gateway = data.gateway()) {
      return gateway.get(path);
    }
  }

  private static JsonNode post(DataOption data, String path, Object body)
      throws IOException, InterruptedException {
    try (Gateway gateway = data.gateway()) {
      return gateway.post(path, body);
    }
  }
}
