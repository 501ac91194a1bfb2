package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.InstanceLock;
import io.aios.launcher.data.SuiteState;
import io.aios.launcher.machine.LogTail;
import io.aios.launcher.settings.SettingsFile;
import io.aios.launcher.settings.SuiteSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the suite. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts everything on this machine; Ctrl-C stops it.",
    footer = {
      "",
      "Settings that stay go into <data>/config/aios.yml: Spring properties for every service, and",
      "below aios.launcher the keys ports, isolated, services and heap. Options win over the file."
    })
final class UpCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @Option(
      names = {"-d", "--detach"},
      description = "Return when everything is healthy.")
  private boolean detach;

  @Option(names = "--isolated", description = "One process per service instead of one for all.")
  private boolean isolated;

  @Option(
      names = "--port",
      paramLabel = "NAME=PORT",
      split = ",",
      description = "Port of a part, such as gateway=8081 or postgres=5432; 0 is any free one.")
  private Map<String, Integer> ports = Map.of();

  @Option(
      names = "--services",
      paramLabel = "NAME",
      split = ",",
      description = "Start only these services.")
  private List<String> services = List.of();

  @Option(names = "--heap", paramLabel = "SIZE", description = "Bound of the heap, such as 640m.")
  private @Nullable String heap;

  @Option(
      names = "--external-postgres",
      paramLabel = "URL",
      description = "Use this Postgres: jdbc:postgresql://host/db?user=…&password=….")
  private @Nullable String postgres;

  @Option(
      names = "--external-redis",
      paramLabel = "URL",
      description = "Use this Redis: redis://:password@host:6379.")
  private @Nullable String redis;

  @Option(
      names = "--external-kafka",
      paramLabel = "HOSTS",
      description = "Use this Kafka: host:9092,….")
  private @Nullable String kafka;

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description = "A Spring property for every service.")
  private Map<String, String> properties = Map.of();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "Give up waiting after this long (default: ${DEFAULT-VALUE}).")
  private int patienceSeconds;

  @Option(names = "--no-aot-cache", description = "Do not make an AOT cache from the first start.")
  private boolean noAotCache;

  UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    dataOption.refuseContainers("`docker compose up` starts it");
    DataDirectory data = dataOption.data();
    data.prepare();
    refuseSecond(data);
    SuiteSettings settings = SettingsFile.read(data.configFile()).overriddenBy(options());
    SuiteState.clear(data);
    terminal.say("Starting AIOS on " + data.root());
    SuiteProcess suite =
        new SuiteProcess(data, settings, Path.of(System.getProperty("aios.app", ".")));
    long mark = LogTail.mark(data.processOutput());
    long began = System.nanoTime();
    Process process = suite.start(!noAotCache);
    Thread stop = new Thread(() -> stop(data, process), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    int status = follow(data, suite, process, mark, began);
    if (detach || !process.isAlive()) {
      Runtime.getRuntime().removeShutdownHook(stop);
      return status;
    }
    terminal.say("Ctrl-C stops it.");
    return process.waitFor() == 0 ? 0 : CommandFailure.FAILED;
  }

  private static void refuseSecond(DataDirectory data) {
    if (InstanceLock.isHeld(data)) {
      Optional<SuiteState> state = SuiteState.running(data);
      throw new CommandFailure(
          CommandFailure.FAILED,
          "a suite is running already on %s%s. Stop it with `aios down`, or start a second one with another --data"
              .formatted(
                  data.root(),
                  state.map(s -> " (pid " + s.pid() + ", " + s.gatewayUrl() + ")").orElse("")));
    }
  }

  private SuiteSettings options() {
    Map<String, String> places = new TreeMap<>(properties);
    put(places, "spring.datasource.url", postgres);
    put(places, "spring.data.redis.url", redis);
    put(places, "spring.kafka.bootstrap-servers", kafka);
    return new SuiteSettings(ports, isolated, services, heap, places);
  }

  private static void put(Map<String, String> properties, String key, @Nullable String value) {
    if (value != null) {
      properties.put(key, value);
    }
  }

  private int follow(DataDirectory data, SuiteProcess suite, Process process, long mark, long began)
      throws InterruptedException {
    StartDisplay display = new StartDisplay(terminal);
    long deadline = began + Duration.ofSeconds(patienceSeconds).toNanos();
    while (System.nanoTime() < deadline) {
      Optional<SuiteState> state = SuiteState.read(data);
      long elapsed = (System.nanoTime() - began) / 1_000_000;
      state.ifPresent(s -> display.show(s, elapsed));
      SuiteState.Phase phase = state.map(SuiteState::phase).orElse(SuiteState.Phase.STARTING);
      if (phase == SuiteState.Phase.READY) {
        display.showAddresses(state.orElseThrow(), elapsed);
        return 0;
      }
      if (phase == SuiteState.Phase.DEGRADED) {
        terminal.say("aios: " + state.orElseThrow().failure());
        return CommandFailure.FAILED;
      }
      if (phase == SuiteState.Phase.FAILED || !process.isAlive()) {
        terminal.say(
            "aios: "
                + state
                    .map(SuiteState::failure)
                    .filter(f -> !f.isEmpty())
                    .orElseGet(() -> suite.lastWords(mark)));
        process.waitFor(30, TimeUnit.SECONDS);
        return CommandFailure.FAILED;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    terminal.say(
        "aios: not ready after " + patienceSeconds + " s; it goes on starting, see `aios status`");
    return CommandFailure.FAILED;
  }

  private void stop(DataDirectory data, Process process) {
    if (process.isAlive()) {
      terminal.say("Stopping");
      process.destroy();
      try {
        if (process.waitFor(60, TimeUnit.SECONDS)) {
          SuiteState.clear(data);
          terminal.say("Stopped");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
