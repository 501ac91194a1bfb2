package io.aios.python.infrastructure.sandbox;

import io.aios.sandbox.SandboxProcess;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to a driver and its events, one JSON object a line. The code that the driver runs could
 * write events of its own, so lines are bounded and anything malformed ends the channel.
 */
final class DriverChannel implements AutoCloseable {
  private static final int MAX_LINE = 4 << 20;
  private static final int MAX_WAITING = 256;
  private static final int MAX_STDERR = 4096;

  private final SandboxProcess process;
  private final JsonMapper json;
  private final BlockingQueue<DriverEvent> events = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread reader;
  private final Thread errorReader;
  private volatile String errors = "";
  private volatile boolean ended;

  DriverChannel(SandboxProcess process, JsonMapper json) {
    this.process = process;
    this.json = json;
    this.reader = Thread.ofPlatform().daemon().name("python-events").start(this::readEvents);
    this.errorReader = Thread.ofPlatform().daemon().name("python-errors").start(this::readErrors);
  }

  /** Sends nothing when the interpreter is gone: the end is heard by {@link #next}. */
  void send(Map<String, ?> request) {
    byte[] line = json.writeValueAsBytes(request);
    try {
      process.stdin().write(line);
      process.stdin().write('\n');
      process.stdin().flush();
    } catch (IOException e) {
      ended = true;
    }
  }

  /** The next event, or null when none came in time. */
  @Nullable DriverEvent next(Duration patience) throws InterruptedException {
    DriverEvent event =
        ended ? events.poll() : events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (event instanceof DriverEvent.Ended || (event == null && ended)) {
      ended = true;
      return new DriverEvent.Ended();
    }
    return event;
  }

  /** The head of what came on standard error before the driver took it over. */
  String errors() {
    return errors;
  }

  @Override
  public void close() {
    reader.interrupt();
    errorReader.interrupt();
  }

  private void readEvents() {
    try (InputStream input = new BufferedInputStream(process.stdout(), 1 << 16)) {
      for (byte[] line = readLine(input); line.length > 0; line = readLine(input)) {
        events.put(parse(line));
      }
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      // Cut off, or not the driver's language any more: no event will follow.
    } catch (InterruptedException e) {
      return;
    }
    end();
  }

  private void end() {
    try {
      events.put(new DriverEvent.Ended());
    } catch (InterruptedException e) {
      ended = true;
    }
  }

  private DriverEvent parse(byte[] line) {
    JsonNode event = json.readTree(line);
    return switch (event.path("event").asString("")) {
      case "ready" -> new DriverEvent.Ready();
      case "output" ->
          new DriverEvent.Output(
              event.path("channel").asString("").equals("stderr"), event.path("text").asString(""));
      case "figure" -> new DriverEvent.Drawn(event.path("png").asString(""));
      case "done" -> new DriverEvent.Done(event.path("id").asLong(0), event);
      default -> throw new IllegalArgumentException("unknown event");
    };
  }

  private static byte[] readLine(InputStream input) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
      if (line.size() == MAX_LINE) {
        throw new IOException("A line is longer than " + MAX_LINE + " bytes");
      }
      line.write(next);
    }
    return line.toByteArray();
  }

  private void readErrors() {
    try (InputStream input = process.stderr()) {
      errors = new String(input.readNBytes(MAX_STDERR), StandardCharsets.UTF_8);
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The sandbox was killed.
    }
  }
}
