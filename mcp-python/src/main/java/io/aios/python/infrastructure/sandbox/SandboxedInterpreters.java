package io.aios.python.infrastructure.sandbox;

import io.aios.python.usecase.Interpreter;
import io.aios.python.usecase.Interpreters;
import io.aios.python.usecase.PythonProperties;
import io.aios.python.usecase.Workspaces;
import io.aios.sandbox.Limits;
import io.aios.sandbox.Sandbox;
import io.aios.sandbox.SandboxSpec;
import io.aios.sandbox.SandboxUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** Starts interpreters in sandboxes. */
final class SandboxedInterpreters implements Interpreters {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MPLBACKEND", "Agg",
          "MPLCONFIGDIR", "/tmp/matplotlib",
          "OPENBLAS_NUM_THREADS", "2",
          "OMP_NUM_THREADS", "2",
          "PYTHONDONTWRITEBYTECODE", "1");

  /**
   * Above the memory limit, for what is reserved and never touched. OpenBLAS tries for ever to
   * reserve its buffers, so there must be room.
   */
  private static final DataSize RESERVED = DataSize.ofMegabytes(256);

  private final Sandbox sandbox;
  private final Workspaces workspaces;
  private final PythonProperties properties;
  private final JsonMapper json;
  private final WarmPool pool;

  SandboxedInterpreters(
      Sandbox sandbox, Workspaces workspaces, PythonProperties properties, JsonMapper json) {
    this.sandbox = sandbox;
    this.workspaces = workspaces;
    this.properties = properties;
    this.json = json;
    this.pool = new WarmPool(() -> fresh(true), workspaces, properties.warmWorkers());
  }

  WarmPool pool() {
    return pool;
  }

  @Override
  public Interpreter forSession(Path workspace) {
    return start(workspace, false, properties.sessionLifetime(), properties.sessionCpuTime());
  }

  @Override
  public Fresh forRun() {
    Optional<Fresh> warm = pool.take();
    return warm.orElseGet(() -> fresh(false));
  }

  @Override
  public Fresh forQuestion() {
    return fresh(false);
  }

  private Fresh fresh(boolean preload) {
    Path workspace = workspaces.createForRun();
    try {
      return new Fresh(
          start(workspace, preload, properties.sessionLifetime(), properties.cpuTime()), workspace);
    } catch (RuntimeException e) {
      workspaces.remove(workspace);
      throw e;
    }
  }

  private SandboxedInterpreter start(
      Path workspace, boolean preload, Duration lifetime, Duration cpuTime) {
    var limits =
        new Limits(
            lifetime,
            cpuTime,
            properties.memory().toBytes(),
            properties.processes(),
            properties.fileSize().toBytes(),
            properties.output().toBytes());
    String reservable = Long.toString(properties.memory().toBytes() + RESERVED.toBytes());
    List<String> command = DriverSource.command(reservable, preload ? "preload" : "plain");
    var spec =
        new SandboxSpec(command, workspace, ENVIRONMENT, List.of(), properties.network(), limits);
    try {
      return new SandboxedInterpreter(sandbox.start(spec), workspace, properties, json);
    } catch (SandboxUnavailable e) {
      throw InterpreterFailures.unavailable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
