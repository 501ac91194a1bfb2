package io.aios.launcher.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads secrets where neither the process list nor the shell's history can see them. */
final class SecretInput {
  private SecretInput() {}

  /**
   * A value for each name: asked for on a terminal, else a line of the input each.
   *
   * @throws CommandFailure when one is missing
   */
  static Map<String, String> read(List<String> names, InputStream input) throws IOException {
    Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names) {
      String value = terminal.isPresent() ? typed(terminal.get(), name) : lines.readLine();
      if (value == null || value.isEmpty()) {
        throw new CommandFailure(CommandFailure.USAGE, "no value was given for " + name);
      }
      values.put(name, value);
    }
    return values;
  }

  private static @Nullable String typed(Console terminal, String name) {
    char[] value = terminal.readPassword("%s: ", name);
    return value == null ? null : new String(value);
  }
}
