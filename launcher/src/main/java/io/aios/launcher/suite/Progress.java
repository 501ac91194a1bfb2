package io.aios.launcher.suite;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.Part;
import io.aios.launcher.data.SuiteState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Keeps {@code run/state.json} up to date while parts start and stop on several threads. */
final class Progress {
  private final DataDirectory data;
  private final Clock clock;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Map<String, Long> began = new LinkedHashMap<>();
  private SuiteState state;

  Progress(DataDirectory data, Clock clock, SuiteState first) {
    this.data = data;
    this.clock = clock;
    this.state = first;
  }

  synchronized void expect(Part part) {
    parts.put(part.name(), part);
    write();
  }

  synchronized void starting(String name) {
    began.put(name, clock.millis());
    change(name, part -> part.with(Part.Status.STARTING, 0, ""));
  }

  /** A process answers or a context is refreshed; its health is another matter. */
  synchronized void started(String name, int port, long pid) {
    change(name, part -> part.at(port, pid).with(Part.Status.STARTED, since(name), ""));
  }

  synchronized void up(String name) {
    change(name, part -> part.with(Part.Status.UP, part.millis(), ""));
  }

  synchronized void down(String name, String cause) {
    change(name, part -> part.with(Part.Status.DOWN, part.millis(), cause));
  }

  synchronized void failed(String name, String cause) {
    change(name, part -> part.with(Part.Status.FAILED, since(name), cause));
  }

  synchronized void phase(SuiteState.Phase phase, String failure) {
    state = state.in(phase, failure);
    write();
  }

  private void change(String name, UnaryOperator<Part> change) {
    parts.computeIfPresent(name, (key, part) -> change.apply(part));
    write();
  }

  private long since(String name) {
    return clock.millis() - began.getOrDefault(name, clock.millis());
  }

  private void write() {
    state = state.with(new ArrayList<>(parts.values()));
    state.write(data);
  }
}
