package io.aios.python.infrastructure.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Python sources of this server. They reach the interpreter through its standard input, so that
 * no directory of the host need be shown to the sandbox.
 */
final class DriverSource {
  private static final String BOOTSTRAP =
      "import json, sys; source = json.loads(sys.stdin.buffer.readline())['driver'];"
          + " exec(compile(source, '<driver>', 'exec'))";

  private DriverSource() {}

  static List<String> command(String... arguments) {
    return Stream.concat(
            Stream.of("/usr/bin/python3", "-I", "-B", "-c", BOOTSTRAP), Stream.of(arguments))
        .toList();
  }

  static String text() {
    return read("/io/aios/python/driver.py");
  }

  static String files() {
    return read("/io/aios/python/files.py");
  }

  private static String read(String resource) {
    try (InputStream input = DriverSource.class.getResourceAsStream(resource)) {
      if (input == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
