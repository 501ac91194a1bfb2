package io.aios.sysops.infrastructure.sandbox;

import io.aios.platform.tools.ToolFailure;
import io.aios.sandbox.Sandbox;
import io.aios.sandbox.SandboxHealth;
import io.aios.sandbox.SandboxResult;
import io.aios.sandbox.SandboxSpec;
import io.aios.sandbox.SandboxUnavailable;
import io.aios.sysops.usecase.BackEnd;
import io.aios.sysops.usecase.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Runs each program in a sandbox of its own, in a folder of its own that is removed afterwards. */
@Component
final class SandboxedPrograms implements Programs, BackEnd {
  private static final String INPUT = ".stdin";

  private final Sandbox sandbox;
  private final ExecProperties properties;

  SandboxedPrograms(Sandbox sandbox, ExecProperties properties) {
    this.sandbox = sandbox;
    this.properties = properties;
  }

  @Override
  public Outcome run(Program program, Consumer<String> heard) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("aios-exec-");
      sandbox.own(folder);
      return outcome(sandbox.run(spec(program, folder), (channel, text) -> heard.accept(text)));
    } catch (SandboxUnavailable e) {
      throw new ToolFailure(
          "sandbox-unavailable",
          String.valueOf(e.getMessage()),
          "Nothing is run without the sandbox.");
    } catch (IOException e) {
      throw new ToolFailure("io-error", "The sandbox could not be set up: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolFailure("cancelled", "The program was ended because the call was cancelled.");
    } finally {
      remove(folder);
    }
  }

  private SandboxSpec spec(Program program, Path folder) throws IOException {
    List<String> command = program.command();
    if (program.input() != null) {
      Files.writeString(folder.resolve(INPUT), program.input(), StandardOpenOption.CREATE_NEW);
      command = withInput(command);
    }
    return SandboxSpec.of(command, folder, properties.limits(program.timeout()))
        .withEnvironment(program.environment());
  }

  /** The program becomes the shell's process, its arguments stay as they are. */
  private static List<String> withInput(List<String> command) {
    var wrapped = new ArrayList<String>();
    wrapped.addAll(List.of("/bin/sh", "-c", "exec \"$@\" < /work/" + INPUT, "sh"));
    wrapped.addAll(command);
    return wrapped;
  }

  private static Outcome outcome(SandboxResult result) {
    return new Outcome(
        result.exit().status(),
        result.exit().cause().name(),
        result.stdout(),
        result.stderr(),
        result.stdoutTruncated(),
        result.stderrTruncated(),
        result.exit().wallTime().toMillis());
  }

  private static void remove(@Nullable Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new ToolFailure("io-error", "The program's folder could not be removed.");
    }
  }

  @Override
  public Limits limits() {
    return new Limits(
        properties.longest().toSeconds(),
        properties.cpuTime().toSeconds(),
        properties.memory().toBytes(),
        properties.processes(),
        properties.maxFile().toBytes(),
        properties.maxOutput().toBytes());
  }

  @Override
  public String name() {
    return "sandbox";
  }

  @Override
  public Optional<String> problem() {
    SandboxHealth health = sandbox.health();
    return health.available()
        ? Optional.empty()
        : Optional.of(health.cause() + "; " + health.fix());
  }
}
