package io.aios.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script gives the command line a few libraries only, so that it starts fast. */
class CommandLineClassPathIT {
  private static final Pattern LIBRARIES = Pattern.compile("launcher-\\*\\|([a-z0-9.*|-]+)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"--version", "version", "--help", "up --help", "completion"})
  void answersWithTheLibrariesThatTheScriptGivesIt(String arguments) throws Exception {
    assertThat(run(arguments)).contains("aios").doesNotContain("Exception");
  }

  @Test
  void makesAMasterKeyWithThem(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("keys.json");

    assertThat(run("secrets create " + file)).contains(file + " holds master key");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private static String run(String arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-cp", classPath(), Aios.class.getName()));
    command.addAll(List.of(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
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
            .filter(jar -> names.stream().anyMatch(name -> name.matcher(nameOf(jar)).matches()))
            .collect(Collectors.joining(File.pathSeparator));
    return new File("target/classes") + File.pathSeparator + jars;
  }

  /** Modules that are not packed yet count by their folder's name. */
  private static String nameOf(String entry) {
    Path path = Path.of(entry);
    return entry.endsWith("target/classes")
        ? path.getName(path.getNameCount() - 3) + "-"
        : path.getFileName().toString();
  }
}
