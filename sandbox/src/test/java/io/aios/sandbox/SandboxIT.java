package io.aios.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxIT {
  @TempDir Path work;

  @Test
  void runs() throws Exception {
    try (Sandbox sandbox = Sandbox.detect()) {
      System.out.println(sandbox.health());
      sandbox.own(work);
      long t = System.nanoTime();
      var r =
          sandbox.run(
              SandboxSpec.of(
                  List.of(
                      "/bin/sh",
                      "-c",
                      "id; ls -l /proc/self/fd /work; cat /proc/self/limits; exit 3"),
                  work,
                  Limits.defaults()),
              OutputListener.none());
      System.out.println((System.nanoTime() - t) / 1e6);
      System.out.println(r.stdout() + r.stderr() + r.exit());
      assertThat(r.exit().status()).isEqualTo(3);
    }
  }
}
