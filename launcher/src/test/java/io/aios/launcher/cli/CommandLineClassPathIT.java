package io.aios.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script gives the command line a few libraries only, so that it starts fast. */
class CommandLineClassPathIT {
  private static final Pattern LIBRARIES = Pattern.compile("launcher-\\*\\|([a-z0-9.*|-]+)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"--version", "version", "--help", "up --help", "completion"})
  void answersWithTheLibrariesThatTheScriptGivesIt(String arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-cp", classPath(), Aios.class.getName()));
    command.addAll(List.of(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed).contains("aios").doesNotContain("Exception");
  }

  private static String classPath() throws Exception {
    Matcher libraries = LIBRARIES.matcher(Files.readString(Path.of("../aios")));
    assertThat(libraries.find()).isTrue();
    List<Pattern> names =
        Arrays.stream(libraries.group(1).split("\\|"))
            .map(glob -> Pattern.compile(glob.replace(".", "\\.").replace("*", ".*")))
            .toList();
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String jars =
        Arrays.stream(all.split(File.pathSeparator))
            .filter(
                jar ->
                    names.stream()
                        .anyMatch(name -> name.matcher(new File(jar).getName()).matches()))
            .collect(Collectors.joining(File.pathSeparator));
    return new File("target/classes") + File.pathSeparator + jars;
  }
}
