package io.aios.python.usecase;

import io.aios.platform.tools.ToolFailure;
import io.aios.python.domain.Execution;
import io.aios.python.domain.Owner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs code once, in an interpreter that nothing else ever uses. */
@Component
public class RunCode {
  private static final Duration QUEUE = Duration.ofSeconds(10);

  private final Interpreters interpreters;
  private final KeptRuns keptRuns;
  private final Workspaces workspaces;
  private final Semaphore places;

  public RunCode(
      Interpreters interpreters,
      KeptRuns keptRuns,
      Workspaces workspaces,
      PythonProperties properties) {
    this.interpreters = interpreters;
    this.keptRuns = keptRuns;
    this.workspaces = workspaces;
    this.places = new Semaphore(properties.concurrentRuns(), true);
  }

  /**
   * What came of a run.
   *
   * @param workspace the id under which its files can be read for a while; null if it left none
   */
  public record Run(Execution execution, @Nullable String workspace) {}

  public Run run(
      Owner owner,
      String code,
      Map<String, String> files,
      Duration timeout,
      Consumer<String> listener)
      throws InterruptedException {
    if (!places.tryAcquire(QUEUE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ToolFailure(
          "server-busy",
          "Other runs took every place for " + QUEUE.toSeconds() + " s",
          "try again in a moment");
    }
    try {
      return runInPlace(owner, code, files, timeout, listener);
    } finally {
      places.release();
    }
  }

  private Run runInPlace(
      Owner owner,
      String code,
      Map<String, String> files,
      Duration timeout,
      Consumer<String> listener)
      throws InterruptedException {
    Interpreters.Fresh fresh = interpreters.forRun();
    @Nullable String kept = null;
    try (Interpreter interpreter = fresh.interpreter()) {
      Execution execution = interpreter.execute(code, files, timeout, listener);
      if (!execution.files().isEmpty()) {
        kept = keptRuns.keep(owner, fresh.workspace());
      }
      return new Run(execution, kept);
    } finally {
      if (kept == null) {
        workspaces.remove(fresh.workspace());
      }
    }
  }
}
