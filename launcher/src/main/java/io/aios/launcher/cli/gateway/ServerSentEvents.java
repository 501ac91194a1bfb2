package io.aios.launcher.cli.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream of server-sent events (HTML Standard, section 9.2). */
public final class ServerSentEvents implements AutoCloseable {
  private final BufferedReader lines;

  public ServerSentEvents(InputStream stream) {
    this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /**
   * @param id to go on after, null when the event has none
   * @param name {@code message} when it has none
   */
  public record Event(@Nullable String id, String name, String data) {}

  /** The next event that has data, empty at the end of the stream. */
  public Optional<Event> next() throws IOException {
    String id = null;
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          return Optional.of(new Event(id, name, data.substring(0, data.length() - 1)));
        }
        id = null;
        name = "message";
      } else if (line.startsWith("id:")) {
        id = value(line);
      } else if (line.startsWith("event:")) {
        name = value(line);
      } else if (line.startsWith("data:")) {
        data.append(value(line)).append('\n');
      }
    }
    return Optional.empty();
  }

  private static String value(String line) {
    String value = line.substring(line.indexOf(':') + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
