package io.aios.launcher.suite;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to start a JVM for the suite, and flags that every one of them gets. */
public final class JavaCommand {
  /** Default heap bound when all services share a JVM. */
  public static final String SUITE_HEAP = "640m";

  private static final String SERVICE_HEAP = "192m";

  private JavaCommand() {}

  /** Flags of every JVM of the suite, in a fixed order: an AOT cache is valid for one set only. */
  public static List<String> flags(String heap) {
    return List.of(
        "-XX:+UseSerialGC",
        "-Xmx" + heap,
        // Requests leave little behind: half of the heap for the young means half as many pauses.
        "-XX:NewRatio=1",
        "-Xss512k",
        "-XX:+UseStringDeduplication",
        "-XX:+ExitOnOutOfMemoryError",
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dfile.encoding=UTF-8",
        "-Djava.awt.headless=true",
        // Virtual threads poll sockets themselves, which saves a hand-over per read on few cores.
        "-Djdk.pollerMode=1",
        "-Dorg.springframework.boot.logging.LoggingSystem=none",
        "-Dlogback.configurationFile=aios-logback.xml");
  }

  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The same JVM, flags, AOT cache and class path as this process, for one service. */
  static List<String> ofThisProcess(@Nullable String heap) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(flags(heap == null ? SERVICE_HEAP : heap));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-XX:AOTCache="))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }
}
