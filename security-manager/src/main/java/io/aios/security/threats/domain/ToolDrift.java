package io.aios.security.threats.domain;

import java.util.List;
import java.util.Optional;

/** An approved tool of an external server is defined otherwise now; it was put in quarantine. */
public final class ToolDrift implements Rule {
  public static final String ID = "tool-drift";
  private static final String QUARANTINED = "server.tool.quarantine";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<Finding> observe(Observation seen) {
    return seen.request().action().equals(QUARANTINED)
        ? Optional.of(
            new Finding(
                ID,
                Severity.HIGH,
                null,
                "tool " + seen.target(),
                "The server of %s defines it otherwise than it was approved"
                    .formatted(seen.target()),
                List.of(),
                List.of(seen.id()),
                seen.at()))
        : Optional.empty();
  }
}
