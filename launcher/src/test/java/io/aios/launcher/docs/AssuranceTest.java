package io.aios.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page on assurance calls tests are tests, and its tables are whole. */
class AssuranceTest {
  private static final Path ROOT = Path.of("..");

  /** A class, and a method of it where one is named. */
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");

  /** Requirements of level 1 and 2 in the chapters 4, 8 to 13 and 16 of ASVS 5.0.0. */
  private static final Map<String, Long> REQUIREMENTS =
      Map.of("4", 10L, "8", 7L, "9", 7L, "10", 29L, "11", 14L, "12", 9L, "13", 13L, "16", 16L);

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| ((\\d+)\\.\\d+\\.\\d+) \\| (met|partly|not|n/a) \\|", Pattern.MULTILINE);

  private static String page;
  private static Map<String, String> sources;

  @BeforeAll
  static void read() throws Exception {
    page = Files.readString(ROOT.resolve("docs/assurance.md"));
    sources = sources();
  }

  @Test
  void namesOnlyTestsThatExist() {
    List<MatchResult> named = TEST.matcher(page).results().toList();

    assertThat(named).hasSizeGreaterThan(100);
    assertThat(named)
        .allSatisfy(
            test -> {
              assertThat(sources).containsKey(test.group(1));
              if (test.group(2) != null) {
                assertThat(sources.get(test.group(1))).contains("void " + test.group(2) + "(");
              }
            });
  }

  @Test
  void hasEveryRequirementOnce() {
    List<MatchResult> rows = ROW.matcher(page).results().toList();

    assertThat(rows.stream().map(row -> row.group(1))).doesNotHaveDuplicates();
    REQUIREMENTS.forEach(
        (chapter, count) ->
            assertThat(rows.stream().filter(row -> row.group(2).equals(chapter)).count())
                .as("V%s", chapter)
                .isEqualTo(count));
  }

  @Test
  void namesATestForEachControl() {
    String controls = page.substring(page.indexOf("## Controls"), page.indexOf("## OWASP ASVS"));

    assertThat(controls.lines().filter(line -> line.startsWith("| ")).skip(1))
        .hasSizeGreaterThan(20)
        .allMatch(line -> TEST.matcher(line).find());
  }

  /** Sources of tests by the class's name. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> found = new HashMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path tests : modules.map(each -> each.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .forEach(
                    file ->
                        found.merge(
                            file.getFileName().toString().replace(".java", ""),
                            content(file),
                            String::concat));
          }
        }
      }
    }
    return found;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
