package io.aios.security.threats.domain;

import io.aios.security.threats.domain.Observation.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A principal reads what holds secrets and then calls a tool that sends something out. */
public final class SecretsThenOutbound implements Rule {
  public static final String ID = "secrets-then-outbound";

  private record Reading(Instant at, UUID id, String tool) {}

  private final Duration window;
  private final NamePatterns readers;
  private final NamePatterns senders;
  private final Recent<String, Reading> readings;

  /**
   * @param readers tools whose answers are secret, beside those in which the filter found secrets
   * @param senders tools that send something out, beside those of risk {@code external}
   */
  public SecretsThenOutbound(
      Duration window, NamePatterns readers, NamePatterns senders, int remembered) {
    this.window = window;
    this.readers = readers;
    this.senders = senders;
    this.readings = new Recent<>(remembered);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<Finding> observe(Observation seen) {
    Actor actor = seen.actor();
    if (actor == null || !seen.isToolCall() || !seen.ended(Ending.ALLOWED)) {
      return Optional.empty();
    }
    Optional<Finding> found = Optional.empty();
    Reading reading = readings.find(actor.subject());
    if (reading != null && isOutbound(seen)) {
      readings.remove(actor.subject());
      found =
          reading.at().isBefore(seen.at().minus(window))
              ? Optional.empty()
              : Optional.of(finding(seen, actor, reading));
    }
    if (seen.answer().secrets() > 0 || readers.match(seen.target())) {
      readings.put(actor.subject(), new Reading(seen.at(), seen.id(), seen.target()));
    }
    return found;
  }

  private boolean isOutbound(Observation seen) {
    return seen.request().external() || senders.match(seen.target());
  }

  private Finding finding(Observation seen, Actor actor, Reading reading) {
    long seconds = Duration.between(reading.at(), seen.at()).toSeconds();
    return new Finding(
        ID,
        Severity.HIGH,
        actor,
        actor.toString(),
        "%s read secrets with %s and sent something out with %s %d s later"
            .formatted(actor, reading.tool(), seen.target(), seconds),
        List.of(Factor.overLimit("seconds between both", seconds, window.toSeconds())),
        List.of(reading.id(), seen.id()),
        seen.at());
  }
}
