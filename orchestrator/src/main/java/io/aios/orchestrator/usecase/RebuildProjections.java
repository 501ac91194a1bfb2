package io.aios.orchestrator.usecase;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes everything that queries read again from the events, while the service runs. */
@Component
public final class RebuildProjections {
  private static final int BATCH = 1_000;

  private final Projections projections;

  RebuildProjections(Projections projections) {
    this.projections = projections;
  }

  /** Returns when every command that was stored before has its projection. */
  public void rebuild() {
    @Nullable UUID last = projections.rebuild(null, BATCH);
    while (last != null) {
      last = projections.rebuild(last, BATCH);
    }
    projections.removeStrays();
  }
}
