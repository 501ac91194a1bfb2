package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.RebuildProgress;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.Projections.Batch;
import io.aios.platform.web.Problem;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Makes everything that queries read again from the events, while the service runs. */
@Component
public final class RebuildProjections {
  /** Not covered by a wildcard: for who looks after the suite. */
  public static final String GRANT = "commands:rebuild";

  private static final int BATCH = 1_000;

  /** A few commands at their limits have more events than memory would hold. */
  private static final long BATCH_BYTES = 16L << 20;

  private final Projections projections;
  private final Semaphore turn = new Semaphore(1);

  RebuildProjections(Projections projections) {
    this.projections = projections;
  }

  /**
   * Takes the turn: one rebuild at a time in each process.
   *
   * @throws Problem {@code PERMISSION_DENIED}, {@code CONFLICT}
   */
  public Rebuild begin(Principal caller) {
    if (!caller.grants().contains(GRANT)) {
      throw new Problem(
              ProblemType.PERMISSION_DENIED,
              "Rebuilding projections needs the grant '" + GRANT + "'")
          .with("permission", GRANT);
    }
    if (!turn.tryAcquire()) {
      throw new Problem(ProblemType.CONFLICT, "The projections are being rebuilt already");
    }
    return new Rebuild();
  }

  /** One rebuild, to be run once. */
  public final class Rebuild {
    private Rebuild() {}

    /**
     * Returns when every command that was stored before has its projection. What the listener
     * throws ends it early; what was rebuilt until then is good.
     *
     * @param listener hears after each thousand commands
     */
    public RebuildProgress run(Consumer<RebuildProgress> listener) {
      try {
        return all(listener);
      } finally {
        turn.release();
      }
    }
  }

  private RebuildProgress all(Consumer<RebuildProgress> listener) {
    RebuildProgress progress = new RebuildProgress(0, projections.commands(), 0);
    listener.accept(progress);
    Optional<Batch> batch = projections.rebuild(null, BATCH, BATCH_BYTES);
    while (batch.isPresent()) {
      Batch done = batch.get();
      progress = progress.plus(done.commands(), done.events());
      listener.accept(progress);
      batch = projections.rebuild(done.last(), BATCH, BATCH_BYTES);
    }
    projections.removeStrays();
    return progress;
  }
}
