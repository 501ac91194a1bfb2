package io.aios.orchestrator.chaos;

import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.OrchestratorProcess;
import io.aios.orchestrator.fixture.ToolServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Three orchestrators over one database; again and again one of them is killed and replaced. */
public final class Chaos {
  private static final int ORCHESTRATORS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Map<String, String> infrastructure;
  private final Settings settings;
  private final List<OrchestratorProcess> processes = new ArrayList<>();
  private @Nullable Orchestrator spared;
  private int kills;

  public Chaos(Map<String, String> infrastructure, Settings settings) {
    this.infrastructure = infrastructure;
    this.settings = settings;
  }

  /**
   * @param spared whether one of the three is never killed; it needs no process of its own
   * @param warmingUp at a quarter of the rate, before anybody is killed
   * @param perSecond commands offered
   * @param killEvery pause between kills, longer while nobody else is ready
   * @param logs folder for what the orchestrators print
   * @param jvmOptions of the orchestrators that are processes of their own
   */
  public record Settings(
      boolean spared,
      Duration warmingUp,
      int perSecond,
      Duration load,
      Duration killEvery,
      Duration leaseTime,
      Path logs,
      List<String> jvmOptions) {}

  /**
   * @param takeover longest time that commands of a dead orchestrator were nobody's
   */
  record Outcome(Load load, int kills, Duration takeover, Reckoning.Result reckoning) {}

  Outcome run() throws Exception {
    try (ToolServer server = new ToolServer();
        Takeovers takeovers = new Takeovers(infrastructure, settings.leaseTime())) {
      start(server);
      List<URI> targets = new ArrayList<>();
      processes.forEach(process -> targets.add(process.url()));
      if (spared != null) {
        targets.add(spared.url());
      }
      Load load = new Load(targets, "chaos", true);
      load.offer(settings.perSecond() / 4, settings.warmingUp());
      CompletableFuture<Void> loading =
          CompletableFuture.runAsync(() -> offer(load), Thread::startVirtualThread);
      killWhile(loading);
      loading.join();
      Reckoning.Result result =
          new Reckoning(infrastructure, server.tools).check(load.accepted, PATIENCE);
      return new Outcome(load, kills, takeovers.longest(), result);
    } finally {
      processes.forEach(OrchestratorProcess::close);
      if (spared != null) {
        spared.close();
      }
    }
  }

  private void start(ToolServer server) throws InterruptedException {
    String lease = "--aios.orchestrator.lease-time=" + settings.leaseTime().toMillis() + "ms";
    if (settings.spared()) {
      spared = new Orchestrator(infrastructure, server, lease);
    }
    for (int i = settings.spared() ? 1 : 0; i < ORCHESTRATORS; i++) {
      OrchestratorProcess process =
          new OrchestratorProcess(
                  infrastructure,
                  server.url(),
                  settings.logs().resolve("orchestrator-" + i + ".log"),
                  lease)
              .withJvmOptions(settings.jvmOptions());
      processes.add(process);
      process.start();
      // The first one makes the tables.
      while (i == 0 && !process.isReady()) {
        Thread.sleep(100);
      }
    }
    while (!processes.stream().allMatch(OrchestratorProcess::isReady)) {
      Thread.sleep(100);
    }
  }

  private void offer(Load load) {
    try {
      load.offer(settings.perSecond(), settings.load());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void killWhile(CompletableFuture<Void> loading) throws InterruptedException {
    int next = 0;
    while (!loading.isDone()) {
      Thread.sleep(settings.killEvery());
      while (!loading.isDone() && !mayKill(next)) {
        Thread.sleep(100);
      }
      if (!loading.isDone()) {
        OrchestratorProcess victim = processes.get(next % processes.size());
        victim.kill();
        victim.start();
        kills++;
        next++;
      }
    }
  }

  /** Somebody who serves is killed, while somebody else serves. */
  private boolean mayKill(int next) {
    OrchestratorProcess victim = processes.get(next % processes.size());
    return victim.isReady()
        && (spared != null
            || processes.stream().anyMatch(other -> other != victim && other.isReady()));
  }
}
