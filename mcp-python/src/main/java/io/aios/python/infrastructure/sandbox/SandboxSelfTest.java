package io.aios.python.infrastructure.sandbox;

import io.aios.python.usecase.SelfTest;
import io.aios.sandbox.Sandbox;
import io.aios.sandbox.SandboxHealth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sandbox's own self-test, and whether there is a Python to run. */
record SandboxSelfTest(Sandbox sandbox, Path python) implements SelfTest {
  static final Path PYTHON = Path.of("/usr/bin/python3");

  @Override
  public Report run() {
    SandboxHealth health = sandbox.health();
    if (health.available() && !Files.isExecutable(python)) {
      return new Report(
          false,
          "Python (" + python + ") is not installed",
          "install the packages 'python3 python3-numpy python3-matplotlib'",
          health.facts(),
          health.degraded());
    }
    return new Report(
        health.available(),
        health.cause(),
        health.fix(),
        health.facts(),
        List.copyOf(health.degraded()));
  }
}
