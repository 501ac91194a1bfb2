package io.aios.sysops.infrastructure.commands;

import io.aios.platform.tools.ToolFailure;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Runs programs of the operating system: by absolute path and argument vector, never through a
 * shell, with nothing of the server's own environment, without input, and within limits.
 */
@Component
public final class Commands {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LANG", "C.UTF-8", "LC_ALL", "C.UTF-8");

  private final Duration timeout;
  private final int maxOutput;

  public Commands(CommandProperties properties) {
    this.timeout = properties.timeout();
    this.maxOutput = Math.toIntExact(properties.maxOutput().toBytes());
  }

  /** Whether a program can be run. */
  public static boolean exists(Path program) {
    return Files.isExecutable(program);
  }

  /** An interrupt kills the program and what it started. */
  public CommandResult run(Path program, List<String> arguments) {
    Process process = start(program, arguments);
    try {
      CompletableFuture<Captured> output = capture(process, process.getInputStream());
      CompletableFuture<Captured> errors = capture(process, process.getErrorStream());
      Captured out = output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      Captured err = errors.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      int status = process.waitFor();
      return new CommandResult(status, out.text(), err.text(), out.cut());
    } catch (TimeoutException e) {
      throw new ToolFailure(
          "command-timeout",
          program.getFileName() + " did not end within " + timeout.toMillis() + " ms.",
          "Ask for less, or try again when the machine is less busy.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolFailure("cancelled", program.getFileName() + " was cancelled.");
    } catch (ExecutionException e) {
      throw new ToolFailure("io-error", "The output of " + program.getFileName() + " was lost.");
    } finally {
      kill(process);
      process.destroyForcibly();
    }
  }

  private static Process start(Path program, List<String> arguments) {
    if (!program.isAbsolute() || !exists(program)) {
      throw new ToolFailure(
          "program-missing", program + " is not installed.", "Install the package it belongs to.");
    }
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(arguments);
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.directory(new File("/")).redirectInput(new File("/dev/null"));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ToolFailure("program-failed", program + " could not be started.");
    }
  }

  private record Captured(String text, boolean cut) {}

  private CompletableFuture<Captured> capture(Process process, InputStream stream) {
    var captured = new CompletableFuture<Captured>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                captured.complete(read(process, stream));
              } catch (IOException | RuntimeException e) {
                captured.completeExceptionally(e);
              }
            });
    return captured;
  }

  private Captured read(Process process, InputStream stream) throws IOException {
    var bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      bytes.write(buffer, 0, Math.min(read, maxOutput - bytes.size()));
      if (bytes.size() >= maxOutput) {
        kill(process);
        return new Captured(bytes.toString(StandardCharsets.UTF_8), true);
      }
    }
    return new Captured(bytes.toString(StandardCharsets.UTF_8), false);
  }

  /** By handles, because {@link Process#destroyForcibly} closes the streams that are being read. */
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }
}
