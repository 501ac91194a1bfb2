package io.aios.orchestrator.usecase;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random commands on simulated orchestrators that crash, are taken for dead, lose the answers of
 * commits and of calls, and get answers late and out of order; against what a simple model of the
 * world saw happen. {@code -Daios.model.runs=1000000} runs a million of them.
 */
class CommandModelTest {
  private static final long RUNS = Long.getLong("aios.model.runs", 10_000);
  private static final long SEED = Long.getLong("aios.model.seed", 42);

  @Test
  void losesNoCommandAndRepeatsNoEffectWhateverCrashes() {
    LongStream.range(SEED, SEED + RUNS)
        .parallel()
        .forEach(
            seed -> {
              try {
                new SimulatedCluster(seed).run();
              } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("Run it again with -Daios.model.seed=" + seed, e);
              }
            });
  }
}
