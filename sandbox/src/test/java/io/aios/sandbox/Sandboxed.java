package io.aios.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real sandbox and a work directory; programs are written in Python or shell. */
class Sandboxed {
  static final Limits LIMITS = Limits.defaults().withWallTime(Duration.ofSeconds(20));

  static Sandbox sandbox;

  @TempDir Path temporary;
  Path work;

  @BeforeAll
  static void detect() throws IOException {
    sandbox = Sandbox.detect();
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @BeforeEach
  void makeWorkDirectory() throws IOException {
    work = Files.createDirectory(temporary.resolve("work"));
    sandbox.own(work);
  }

  SandboxResult python(String code) throws Exception {
    return python(code, LIMITS);
  }

  SandboxResult python(String code, Limits limits) throws Exception {
    return sandbox.run(pythonSpec(code, limits), OutputListener.none());
  }

  SandboxResult shell(String script) throws Exception {
    return sandbox.run(
        SandboxSpec.of(List.of("/bin/bash", "-c", script), work, LIMITS), OutputListener.none());
  }

  SandboxSpec pythonSpec(String code, Limits limits) {
    return SandboxSpec.of(List.of("/usr/bin/python3", "-Ic", code), work, limits);
  }
}
