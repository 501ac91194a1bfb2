package io.aios.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to run and what it may see.
 *
 * @param command the program, found on {@code /usr/bin:/bin} unless absolute, and its arguments
 * @param workDir bound read-write at {@code /work}, where the program starts; it must belong to the
 *     sandbox's user ({@link Sandbox#own}) for the program to write there
 * @param environment all of its environment beside PATH, HOME and LANG, which it may override
 * @param readOnly host paths it sees at the same place; the sandbox's user must be able to read
 *     them
 * @param network whether it shares the host's network, its loopback and its abstract sockets
 *     included; otherwise it has none
 */
public record SandboxSpec(
    List<String> command,
    Path workDir,
    Map<String, String> environment,
    List<Path> readOnly,
    boolean network,
    Limits limits) {

  public SandboxSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    readOnly = List.copyOf(readOnly);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("A sandbox needs a command");
    }
    if (!workDir.isAbsolute()) {
      throw new IllegalArgumentException("workDir must be absolute, not " + workDir);
    }
    environment.keySet().forEach(SandboxSpec::requireVariableName);
  }

  /** Without network, further files or further environment. */
  public static SandboxSpec of(List<String> command, Path workDir, Limits limits) {
    return new SandboxSpec(command, workDir, Map.of(), List.of(), false, limits);
  }

  public SandboxSpec withEnvironment(Map<String, String> variables) {
    return new SandboxSpec(command, workDir, variables, readOnly, network, limits);
  }

  public SandboxSpec withReadOnly(List<Path> paths) {
    return new SandboxSpec(command, workDir, environment, paths, network, limits);
  }

  public SandboxSpec withNetwork() {
    return new SandboxSpec(command, workDir, environment, readOnly, true, limits);
  }

  private static void requireVariableName(String name) {
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException("'" + name + "' is not the name of a variable");
    }
  }
}
