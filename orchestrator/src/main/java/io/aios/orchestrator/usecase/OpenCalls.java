package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Intent.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The calls of a run that have not been answered, and those whose outcome is being stored. */
final class OpenCalls {
  private final Map<String, ToolStep> open = new HashMap<>();
  private final Map<String, Instant> limits = new HashMap<>();
  private final Set<String> beingStored = new HashSet<>();

  void opened(Ready ready, ToolStep call) {
    open.put(ready.key(), call);
    if (ready.until() != null) {
      limits.put(ready.key(), ready.until());
    }
  }

  void ended(Ready call) {
    open.remove(call.key());
    limits.remove(call.key());
    beingStored.add(call.key());
  }

  void recorded() {
    beingStored.clear();
  }

  boolean knows(String name, boolean undo) {
    String key = Ready.key(name, undo);
    return open.containsKey(key) || beingStored.contains(key);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  int size() {
    return open.size();
  }

  /** When the first of them has to be stopped. */
  Instant nextLimit() {
    return limits.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
  }

  /** Stops those whose own time is over. */
  void stopLate(Instant now) {
    limits
        .entrySet()
        .removeIf(
            limit -> {
              boolean late = !now.isBefore(limit.getValue());
              ToolStep call = open.get(limit.getKey());
              if (late && call != null) {
                call.timeOut("the step's time limit passed before the tool answered");
              }
              return late;
            });
  }

  /** The command's time is over. */
  void timeOut() {
    open.values()
        .forEach(call -> call.timeOut("the command's time limit passed before the tool answered"));
  }

  void cancel() {
    open.values().forEach(ToolStep::cancel);
  }

  void abandon(String reason) {
    open.values().forEach(call -> call.stop(new Outcome.Unknown(reason)));
  }
}
