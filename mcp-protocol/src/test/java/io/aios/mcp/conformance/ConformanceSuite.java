package io.aios.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.Npm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Runs what one revision of the specification requires of a server, with the <a
 * href="https://github.com/modelcontextprotocol/conformance">official suite</a> and over the wire
 * of that revision: all scenarios in one process.
 */
final class ConformanceSuite {
  private static final Path PROGRAM =
      Path.of("node_modules", "@modelcontextprotocol", "conformance", "dist", "index.js");
  private static final Pattern DIRECTORY = Pattern.compile("server-(.+)-\\d{4}-\\d\\d-\\d\\dT.*");
  private static final Pattern HEADING = Pattern.compile("(?m)^=== Running scenario: (\\S+) ===$");

  private ConformanceSuite() {}

  /** The checks of each scenario, in the suite's order; none for one that broke. */
  static Map<String, List<Check>> run(URI server, String revision)
      throws IOException, InterruptedException {
    Path results = Files.createTempDirectory("conformance");
    try {
      Npm.Output output = Npm.node(command(server, revision, results));
      Map<String, List<Check>> checks = new LinkedHashMap<>();
      HEADING.matcher(output.text()).results().forEach(m -> checks.put(m.group(1), List.of()));
      try (Stream<Path> directories = Files.list(results)) {
        directories.forEach(
            directory -> scenario(directory).ifPresent(name -> checks.put(name, read(directory))));
      }
      assertThat(checks).as(output.text() + output.errors()).isNotEmpty();
      return checks;
    } finally {
      FileSystemUtils.deleteRecursively(results);
    }
  }

  private static List<String> command(URI server, String revision, Path results) {
    return List.of(
        PROGRAM.toString(),
        "server",
        "--url",
        server.toString(),
        "--requirements",
        revision,
        "--output-dir",
        results.toString(),
        "--timeout",
        "20000");
  }

  private static Optional<String> scenario(Path directory) {
    Matcher name = DIRECTORY.matcher(directory.getFileName().toString());
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  private static List<Check> read(Path directory) {
    Path file = directory.resolve("checks.json");
    return Files.exists(file)
        ? McpJson.MAPPER.readTree(file).valueStream().map(Check::of).toList()
        : List.of();
  }
}
