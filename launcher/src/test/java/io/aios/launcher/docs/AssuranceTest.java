package io.aios.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the security documents call tests are tests. */
class AssuranceTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))`");

  @ParameterizedTest
  @ValueSource(strings = {"SECURITY.md", "docs/assurance.md"})
  void namesOnlyTestsThatExist(String page) throws Exception {
    Set<String> named =
        TEST.matcher(Files.readString(ROOT.resolve(page)))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).hasSizeGreaterThan(10);
    assertThat(tests()).containsAll(named);
  }

  private static Set<String> tests() throws Exception {
    try (Stream<Path> modules = Files.list(ROOT)) {
      Set<String> tests = new TreeSet<>();
      for (Path sources : modules.map(each -> each.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .forEach(name -> tests.add(name.replace(".java", "")));
          }
        }
      }
      return tests;
    }
  }
}
