package io.aios.launcher.suite;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.InstanceLock;
import io.aios.launcher.data.OwnerTls;
import io.aios.launcher.data.Part;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.data.SuiteState;
import io.aios.launcher.settings.SettingsFile;
import io.aios.launcher.settings.SuiteSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The suite's process: starts every part, keeps them, and stops them in reverse order. */
public final class Suite {
  private static final Logger log = LoggerFactory.getLogger(Suite.class);
  private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(90);
  private static final int LANES = 2;

  private final List<Member> members;
  private final Services services;
  private final EmbeddedInfrastructure infrastructure;
  private final ServiceProperties properties;
  private final Places places;
  private final Progress progress;
  private final Health health;

  private Suite(
      List<Member> members,
      Services services,
      EmbeddedInfrastructure infrastructure,
      ServiceProperties properties,
      Places places,
      Progress progress,
      Health health) {
    this.members = members;
    this.services = services;
    this.infrastructure = infrastructure;
    this.properties = properties;
    this.places = places;
    this.progress = progress;
    this.health = health;
  }

  /** Runs until the process is told to end; exit status 1 when the start failed. */
  public static void main(String[] args) throws InterruptedException, IOException {
    SuiteLogging.route();
    LaunchRequest request = LaunchRequest.from(System.getenv());
    DataDirectory data = request.directory();
    try {
      data.prepare();
    } catch (StartFailure e) {
      refuse(e);
    }
    try (InstanceLock lock = InstanceLock.take(data)) {
      run(request, data);
      lock.hold();
    } catch (StartFailure e) {
      refuse(e);
    }
  }

  private static void refuse(StartFailure e) {
    System.err.println(e.getMessage());
    System.exit(1);
  }

  private static void run(LaunchRequest request, DataDirectory data) {
    Progress progress = null;
    Suite suite = null;
    try {
      SuiteSettings settings =
          SettingsFile.read(data.configFile()).overriddenBy(request.settings());
      String mode = settings.isolated() ? "isolated" : "one-jvm";
      Clock clock = Clock.systemUTC();
      progress =
          new Progress(
              data,
              clock,
              SuiteState.starting(
                  clock.instant(), mode, settings.mutualTls(), SuiteVersion.current()));
      suite = assemble(data, settings, progress);
      Runtime.getRuntime().addShutdownHook(new Thread(suite::stopOnRequest, "stop"));
      suite.start(settings, request.aotCache());
    } catch (StartFailure e) {
      log.error("The suite did not start", e);
      System.err.println(e.getMessage());
      fail(suite, progress, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      fail(suite, progress, "the start was interrupted");
    }
  }

  /** Stops what runs and halts: an exit would record an AOT cache of a start that failed. */
  private static void fail(@Nullable Suite suite, @Nullable Progress progress, String cause) {
    if (progress != null) {
      progress.phase(SuiteState.Phase.FAILED, cause);
    }
    if (suite != null) {
      suite.stop();
    }
    Runtime.getRuntime().halt(1);
  }

  private static Suite assemble(DataDirectory data, SuiteSettings settings, Progress progress) {
    List<Member> members = chosen(settings.services());
    LeftBehind.stop(data);
    PortPlan ports = PortPlan.of(settings.ports(), members);
    Places places = new LoopbackPlaces(ports, settings.mutualTls());
    Credentials credentials = Credentials.of(data, settings, settings.mutualTls(), members);
    Health health = new Health(credentials.certificates().map(made -> OwnerTls.context(data)));
    Services services =
        settings.isolated()
            ? new ServicesInProcesses(
                data, JavaCommand.ofThisProcess(settings.heap()), health, progress)
            : new ServicesInJvm();
    return new Suite(
        members,
        services,
        new EmbeddedInfrastructure(data, credentials.secrets(), ports, progress),
        new ServiceProperties(
            data.root(), credentials, places, members, settings.isolated(), settings.properties()),
        places,
        progress,
        health);
  }

  private static List<Member> chosen(List<String> names) {
    for (String name : names) {
      if (!Member.names().contains(name)) {
        throw new StartFailure(
            "services", "nothing is called '" + name + "'", "Known names: " + Member.names() + ".");
      }
    }
    return Member.ALL_MEMBERS.stream()
        .filter(member -> names.isEmpty() ? member.isBuilt() : names.contains(member.name()))
        .toList();
  }

  private void start(SuiteSettings settings, String aotCache) throws InterruptedException {
    Set<Member.Needs> needed = EnumSet.noneOf(Member.Needs.class);
    members.forEach(member -> needed.addAll(member.needs()));
    infrastructure.begin(settings, needed);
    members.forEach(
        member -> progress.expect(Part.waiting(member.name(), false, places.port(member.name()))));
    try (HealthWatch watch = new HealthWatch(health, progress, toolServers())) {
      startServices(watch);
      infrastructure.await(needed);
      Map<String, String> causes = watch.await(HEALTH_PATIENCE);
      if (causes.isEmpty() && !aotCache.isEmpty()) {
        new AotRecording(Path.of(aotCache)).end();
      }
      conclude(causes);
    }
  }

  private Set<String> toolServers() {
    return members.stream()
        .map(Member::tools)
        .filter(alias -> !alias.isEmpty())
        .collect(Collectors.toSet());
  }

  /** Two lanes keep two cores busy without the contexts fighting over them. */
  private void startServices(HealthWatch watch) throws InterruptedException {
    ConcurrentLinkedQueue<Member> waiting = new ConcurrentLinkedQueue<>(members);
    ConcurrentLinkedQueue<StartFailure> failures = new ConcurrentLinkedQueue<>();
    List<Thread> lanes = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      lanes.add(
          Thread.ofPlatform()
              .name("start-services-" + lane)
              .start(() -> drain(waiting, failures, watch)));
    }
    for (Thread lane : lanes) {
      lane.join();
    }
    StartFailure first = failures.peek();
    if (first != null) {
      throw first;
    }
  }

  private void drain(
      ConcurrentLinkedQueue<Member> waiting,
      ConcurrentLinkedQueue<StartFailure> failures,
      HealthWatch watch) {
    Member member = waiting.poll();
    while (member != null && failures.isEmpty()) {
      try {
        Map<String, String> reached = infrastructure.await(member.needs());
        progress.starting(member.name());
        long pid = services.start(member, properties.of(member, reached));
        progress.started(member.name(), places.port(member.name()), pid);
        watch.watch(member.name(), URI.create(places.url(member.name())));
      } catch (StartFailure e) {
        progress.failed(member.name(), String.valueOf(e.getMessage()));
        failures.add(e);
      }
      member = waiting.poll();
    }
  }

  private void conclude(Map<String, String> causes) {
    causes.forEach(progress::down);
    progress.phase(
        causes.isEmpty() ? SuiteState.Phase.READY : SuiteState.Phase.DEGRADED,
        causes.isEmpty() ? "" : "not healthy: " + causes);
    log.info("Suite is {}", causes.isEmpty() ? "ready" : "degraded: " + causes);
  }

  private void stopOnRequest() {
    progress.phase(SuiteState.Phase.STOPPING, "");
    stop();
  }

  private void stop() {
    for (int tier = Member.HIGHEST_TIER; tier >= 0; tier--) {
      stopTier(tier);
    }
    infrastructure.stop();
  }

  private void stopTier(int tier) {
    List<Thread> stops =
        members.stream()
            .filter(member -> member.tier() == tier)
            .map(member -> Thread.ofPlatform().start(() -> services.stop(member)))
            .toList();
    for (Thread thread : stops) {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
