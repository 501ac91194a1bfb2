package io.aios.python.usecase;

import io.aios.python.domain.Owner;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Workspaces of finished runs, kept for a while so that their files can be fetched. */
@Component
public class KeptRuns implements AutoCloseable {
  private final Workspaces workspaces;
  private final PythonProperties properties;
  private final InstantSource clock;
  private final Map<String, Kept> runs = new LinkedHashMap<>();

  public KeptRuns(Workspaces workspaces, PythonProperties properties, InstantSource clock) {
    this.workspaces = workspaces;
    this.properties = properties;
    this.clock = clock;
  }

  private record Kept(Owner owner, Path workspace, Instant until) {}

  /** Answers its id; the oldest go when there are too many. */
  String keep(Owner owner, Path workspace) {
    String id = workspace.getFileName().toString();
    synchronized (this) {
      runs.put(id, new Kept(owner, workspace, clock.instant().plus(properties.runKept())));
    }
    removeOld();
    return id;
  }

  public synchronized Optional<Path> find(Owner owner, String id) {
    return Optional.ofNullable(runs.get(id))
        .filter(kept -> kept.owner().equals(owner))
        .map(Kept::workspace);
  }

  @Scheduled(fixedDelayString = "15s")
  void removeOld() {
    List<Path> old = new ArrayList<>();
    synchronized (this) {
      Instant now = clock.instant();
      Iterator<Kept> oldestFirst = runs.values().iterator();
      while (oldestFirst.hasNext()) {
        Kept kept = oldestFirst.next();
        if (runs.size() > properties.keptRuns() || kept.until().isBefore(now)) {
          oldestFirst.remove();
          old.add(kept.workspace());
        }
      }
    }
    old.forEach(workspaces::remove);
  }

  @Override
  public synchronized void close() {
    runs.values().forEach(kept -> workspaces.remove(kept.workspace()));
    runs.clear();
  }
}
