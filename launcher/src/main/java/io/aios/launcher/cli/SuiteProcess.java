package io.aios.launcher.cli;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.machine.LogTail;
import io.aios.launcher.settings.SuiteSettings;
import io.aios.launcher.suite.JavaCommand;
import io.aios.launcher.suite.LaunchRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Starts the suite's process so that it outlives the terminal, from the AOT cache when there is
 * one.
 */
final class SuiteProcess {
  private final DataDirectory data;
  private final SuiteSettings settings;
  private final List<String> classPath;

  /**
   * @param app the built application: {@code suite.classpath} and {@code lib}
   */
  SuiteProcess(DataDirectory data, SuiteSettings settings, Path app) {
    this.data = data;
    this.settings = settings;
    this.classPath = readClassPath(app);
  }

  private static List<String> readClassPath(Path app) {
    try {
      return List.of(Files.readString(app.resolve("suite.classpath")).strip().split(":", -1));
    } catch (IOException e) {
      throw new CommandFailure(CommandFailure.FAILED, "the suite is not built below " + app);
    }
  }

  /** Starts the process; its progress is in the data directory's state file. */
  Process start(boolean makeAotCache) {
    String heap =
        settings.heap() == null || settings.isolated() ? JavaCommand.SUITE_HEAP : settings.heap();
    List<String> flags = JavaCommand.flags(heap);
    Path cache = data.cache().resolve("suite-" + key(flags) + ".aot");
    adopt(cache);
    boolean record = makeAotCache && Files.notExists(cache) && !settings.isolated();
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid"); // a closed terminal must not end the suite
    }
    command.add(JavaCommand.java());
    if (Files.exists(cache)) {
      command.add("-XX:AOTCache=" + cache);
    } else if (record) {
      command.add("-XX:AOTCacheOutput=" + cache + ".new");
    }
    command.addAll(flags);
    command.add("-Daios.log.file=" + data.serviceLog());
    command.add("-cp");
    command.add(String.join(":", classPath));
    command.add("io.aios.launcher.suite.Suite");
    LaunchRequest request =
        new LaunchRequest(data.root().toString(), settings, record ? cache.toString() : "");
    return start(command, request);
  }

  /** A cache that a former suite finished only at its exit; the JVM removes its input when done. */
  private static void adopt(Path cache) {
    Path finished = cache.resolveSibling(cache.getFileName() + ".new");
    Path input = cache.resolveSibling(cache.getFileName() + ".new.config");
    try {
      if (Files.notExists(cache) && Files.exists(finished) && Files.notExists(input)) {
        Files.move(finished, cache, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw StartFailure.of("cache", e);
    }
  }

  private Process start(List<String> command, LaunchRequest request) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.processOutput().toFile()));
    builder.environment().put(LaunchRequest.VARIABLE, request.toText());
    builder.environment().putIfAbsent("LANG", "C.UTF-8");
    try {
      return builder.start();
    } catch (IOException e) {
      throw StartFailure.of("suite", e);
    }
  }

  /**
   * The JVM refuses a cache of other jars by itself; the key keeps one per build without asking it.
   */
  private String key(List<String> flags) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((Runtime.version() + String.join(" ", flags)).getBytes(StandardCharsets.UTF_8));
      for (String jar : classPath) {
        Path file = Path.of(jar);
        String line = jar + Files.size(file) + Files.getLastModifiedTime(file).toMillis();
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("SHA-256 is part of every JDK", e);
    } catch (IOException e) {
      throw new CommandFailure(
          CommandFailure.FAILED, "a library is missing, build again: " + e.getMessage());
    }
  }

  /** Why a process that said nothing in the state file ended. */
  String lastWords(long mark) {
    return LogTail.cause(data.processOutput(), mark, line -> false)
        .orElse("the process ended without a word; see " + data.logs());
  }
}
