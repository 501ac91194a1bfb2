package io.aios.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/** Starts programs in bubblewrap. One for a whole service; closing it ends all it started. */
public final class Sandbox implements AutoCloseable {

  private Sandbox() {}

  /** Looks at this machine; whether it will do is what {@link #health} says. */
  public static Sandbox detect() {
    return new Sandbox();
  }

  /** The result of a self-test that runs a program once; kept when good, soon renewed when bad. */
  public SandboxHealth health() {
    return SandboxHealth.unavailable("The sandbox has no back end", "use a later version");
  }

  /**
   * @throws SandboxUnavailable when the self-test failed
   */
  public SandboxProcess start(SandboxSpec spec) throws IOException {
    throw unavailable();
  }

  /** Runs to the end, or to the wall time limit. An interrupt kills the program. */
  public SandboxResult run(SandboxSpec spec, OutputListener listener)
      throws IOException, InterruptedException {
    throw unavailable();
  }

  /** Makes a directory belong to the user that sandboxed programs run as, for it alone. */
  public void own(Path directory) throws IOException {
    throw unavailable();
  }

  @Override
  public void close() {}

  private SandboxUnavailable unavailable() {
    return new SandboxUnavailable("The sandbox has no back end", "use a later version");
  }
}
