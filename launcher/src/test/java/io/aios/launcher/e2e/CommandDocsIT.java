package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The console examples of docs/commands.md, on a running suite: every command is given as it stands
 * there, and has to print what stands there, but for ids, times and lengths of time.
 */
@OnSharedSuite
class CommandDocsIT {
  private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final String PROMPT = "$ ./aios ";
  private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern CHANGES =
      Pattern.compile(
          ID.pattern()
              + "|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z?|\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?"
              + "|\\b\\d+(?:\\.\\d+)? m?s\\b");

  private final RunningSuite suite;

  /** Ids on the page, and what they are here. */
  private final Map<String, String> ids = new HashMap<>();

  CommandDocsIT(RunningSuite suite) {
    this.suite = suite;
  }

  /** A command of an example and what it prints. */
  private record Example(String command, List<String> output) {}

  @Test
  void everyExamplePrintsWhatThePageSays() throws Exception {
    List<Example> examples = examples();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(8);
    for (Example example : examples) {
      RunningSuite.Ran ran = suite.cli(words(example.command()));
      List<String> printed =
          (ran.err() + ran.out()).lines().filter(CommandDocsIT::isOfTheExample).toList();
      assertThat(printed)
          .as(example.command() + "\nprinted\n" + String.join("\n", printed))
          .hasSameSizeAs(example.output());
      for (int i = 0; i < printed.size(); i++) {
        check(example, example.output().get(i), printed.get(i));
      }
    }
  }

  /**
   * Other tests have left commands in the suite, of which a short list says that they are there.
   */
  private static boolean isOfTheExample(String line) {
    return !line.isBlank() && !line.startsWith("There are more: ");
  }

  private static List<Example> examples() throws Exception {
    List<Example> examples = new ArrayList<>();
    BLOCK
        .matcher(Files.readString(DOCS.resolve("commands.md")))
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              if (line.startsWith(PROMPT)) {
                examples.add(new Example(line.substring(PROMPT.length()), new ArrayList<>()));
              } else {
                examples.getLast().output().add(line);
              }
            });
    return examples;
  }

  private String[] words(String command) {
    return WORD.matcher(here(command))
        .results()
        .map(MatchResult::group)
        .map(word -> word.replace("'", ""))
        .toArray(String[]::new);
  }

  /** What the page calls by other names. */
  private String here(String text) {
    String known = text.replace("/home/ada/.aios", suite.data().toString());
    known = known.replace("docs/examples", DOCS.resolve("examples").toString());
    return ID.matcher(known).replaceAll(id -> ids.getOrDefault(id.group(), id.group()));
  }

  private void check(Example example, String expected, String printed) {
    Matcher actual = pattern(here(expected)).matcher(printed);
    assertThat(actual.matches())
        .as("%s\nprinted  %s\nthe page %s", example.command(), printed, expected)
        .isTrue();
    List<String> theirs =
        CHANGES.matcher(here(expected)).results().map(MatchResult::group).toList();
    for (int i = 0; i < theirs.size(); i++) {
      if (ID.matcher(theirs.get(i)).matches()) {
        ids.putIfAbsent(theirs.get(i), actual.group(i + 1));
        assertThat(actual.group(i + 1)).isIn(ids.get(theirs.get(i)), theirs.get(i));
      }
    }
  }

  /** What changes is a group of its own kind; columns may be wider here. */
  private static Pattern pattern(String expected) {
    StringBuilder pattern = new StringBuilder();
    Matcher changes = CHANGES.matcher(expected);
    int from = 0;
    while (changes.find()) {
      pattern.append(literal(expected.substring(from, changes.start())));
      pattern.append('(').append(CHANGES.pattern()).append(')');
      from = changes.end();
    }
    String rest = expected.substring(from);
    boolean isCut = rest.endsWith("…");
    pattern.append(literal(isCut ? rest.substring(0, rest.length() - 1) : rest));
    return Pattern.compile(pattern + (isCut ? ".*" : "\\s*"));
  }

  private static String literal(String text) {
    StringBuilder pattern = new StringBuilder();
    for (String part : text.splitWithDelimiters("\\s+", 0)) {
      pattern.append(part.isBlank() ? (part.isEmpty() ? "" : "\\s+") : Pattern.quote(part));
    }
    return pattern.toString();
  }
}
